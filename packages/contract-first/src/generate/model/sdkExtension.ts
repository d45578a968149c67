/**
 * The extension `x-sdk` of an operation: what a client makes of it for the ease of its users.
 *
 * @module
 */
import { isSchema } from '../../document/model.ts';
import type { MethodModel } from './clientModel.ts';

/** What `x-sdk` of an operation states. */
export type SdkExtension = {
  /** The place of the method, such as `repos.issues.list`. */
  readonly method: string | undefined;
  /** Wire names of the arguments that may be given by position. */
  readonly positional: readonly string[] | undefined;
  /** Further names of the method. */
  readonly aliases: readonly string[];
  readonly session: MethodModel['session'];
  /** The id of the operation that returns the state of what this one starts. */
  readonly wait: string | undefined;
  /** How its list is read page by page; `false` if it is not paged, even if it looks so. */
  readonly pagination: Readonly<Record<string, unknown>> | false | undefined;
};

const nothing: SdkExtension = {
  method: undefined,
  positional: undefined,
  aliases: [],
  session: undefined,
  wait: undefined,
  pagination: undefined,
};

/** Reads `x-sdk`; what it cannot use is reported and has no effect. */
export function readSdkExtension(
  extension: unknown,
  report: (rule: string, message: string) => void,
): SdkExtension {
  if (extension === undefined) return nothing;
  const refuse = (field: string, what: string) => {
    report('x-sdk', `\`${field}\` of \`x-sdk\` has no effect: it must be ${what}.`);
    return undefined;
  };
  if (!isSchema(extension)) {
    report('x-sdk', '`x-sdk` has no effect: it must be an object.');
    return nothing;
  }
  const { method, positional, aliases, session, wait, pagination, ...unknown } = extension;
  for (const name of Object.keys(unknown)) {
    report('x-sdk', `\`${name}\` of \`x-sdk\` is unknown and has no effect.`);
  }
  const isStrings = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((each) => typeof each === 'string');
  const text = (field: string, value: unknown, what: string): string | undefined =>
    value === undefined || typeof value === 'string' ? value : refuse(field, what);
  const texts = (field: string, value: unknown): string[] | undefined =>
    value === undefined || isStrings(value) ? value : refuse(field, 'a list of names');
  const isSession = session === 'begin' || session === 'refresh' || session === 'end';
  const isPagination = pagination === false || isSchema(pagination);
  return {
    method: text('method', method, 'a name such as `repos.issues.list`'),
    positional: texts('positional', positional),
    aliases: texts('aliases', aliases) ?? [],
    session:
      isSession || session === undefined
        ? session
        : refuse('session', '`begin`, `refresh` or `end`'),
    wait: text('wait', wait, 'the id of an operation'),
    pagination:
      isPagination || pagination === undefined
        ? pagination
        : refuse('pagination', 'an object or `false`'),
  };
}
