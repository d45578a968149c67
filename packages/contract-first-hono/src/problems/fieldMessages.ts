/**
 * Messages for invalid fields of a request, as in a problem's `errors`.
 *
 * @module
 */
import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  uuid: 'a UUID, such as 0198c0de-7a11-7000-8000-00000000a001',
  'date-time': 'a date and time with a time zone, such as 2026-01-31T12:00:00Z',
  'uri-reference': 'a URL or a relative reference',
};

/**
 * The message for an issue; undefined uses Zod's own. Values are never repeated, since they may be
 * passwords.
 */
export function fieldMessage(issue: Issue): string | undefined {
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') return 'Is required';
  switch (issue.code) {
    case 'invalid_type':
      return `Must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `Must ${boundOf(issue.origin, issue.minimum, issue.inclusive ? 'at least' : 'more than')}`;
    case 'too_big':
      return `Must ${boundOf(issue.origin, issue.maximum, issue.inclusive ? 'at most' : 'less than')}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `Must be ${issue.values.map(String)}`
        : `Must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return formatOf(issue.format, issue.pattern);
    case 'not_multiple_of':
      return `Must be a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return unionOf(issue.errors);
    default:
      return undefined;
  }
}

/** The units of a string, an array and an object. A number has none. */
const counted: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['item', 'items'],
  object: ['property', 'properties'],
};

function boundOf(origin: string, bound: number | bigint, comparison: string): string {
  const units = counted[origin];
  if (!units) return `be ${comparison} ${bound}`;
  return `have ${comparison} ${bound} ${units[Number(bound) === 1 ? 0 : 1]}`;
}

function formatOf(format: string, pattern: string | undefined): string {
  if (format !== 'regex' || pattern === undefined) {
    return `Must be ${formats[format] ?? `in the format ${format}`}`;
  }
  const source = pattern.replace(/^\/(.*)\/[a-z]*$/s, '$1');
  const [, prefix] = /^\^((?:\\\/|[\w /-])+)$/.exec(source) ?? [];
  if (prefix !== undefined) return `Must start with "${prefix.replaceAll('\\/', '/')}"`;
  return `Must match the pattern ${source}`;
}

/** What the alternatives require, without repetition. */
function unionOf(alternatives: readonly (readonly z.core.$ZodIssue[])[]): string | undefined {
  const messages = new Set(
    alternatives.flatMap(([issue]) => (issue && issue.path.length === 0 ? [issue.message] : [])),
  );
  return messages.size > 0
    ? [...messages].join(', or ').replaceAll(', or Must', ', or must')
    : undefined;
}

z.config({ customError: fieldMessage });
