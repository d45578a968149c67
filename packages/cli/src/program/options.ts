/**
 * Options and arguments that several commands have.
 *
 * @module
 */
import type { FileType, JobStatus, Methodology, Scope } from '@file-organizer/client';
import { InvalidArgumentError, Option } from 'commander';

/** All values of a type: the compiler refuses a list that lacks one. */
const valuesOf = <Value extends string>(all: Readonly<Record<Value, true>>): Value[] =>
  // as: an object literal has no other keys.
  Object.keys(all) as Value[];

export const METHODS: readonly Methodology[] = valuesOf<Methodology>({
  ...{ para: true, johnny_decimal: true, type: true, date: true },
});

const FILE_TYPES: readonly FileType[] = valuesOf<FileType>({
  ...{ document: true, image: true, audio: true, video: true },
  ...{ archive: true, code: true, other: true },
});

const SCOPES: readonly Scope[] = valuesOf<Scope>({
  ...{ 'files:read': true, 'files:write': true, 'files:delete': true },
  ...{ 'organize:read': true, 'organize:write': true, 'search:read': true, admin: true },
});

const STATUSES: readonly JobStatus[] = valuesOf<JobStatus>({
  ...{ pending: true, scanning: true, planned: true, executing: true, completed: true },
  ...{ partial: true, failed: true, cancelled: true, rolling_back: true, rolled_back: true },
});

/** @throws InvalidArgumentError, which commander prints with the option's name */
export const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number, ${least} or more.`);
  };

/** @throws InvalidArgumentError */
export function part(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}

const SIZES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** A number of bytes, such as `500k` or `2 MB`. */
export function size(text: string): number {
  const [, number = '', unit = ''] = /^([\d.]+) ?([kmg]?)b?$/i.exec(text.trim()) ?? [];
  const bytes = Math.round(Number(number) * (SIZES[unit.toLowerCase()] ?? Number.NaN));
  if (number !== '' && Number.isSafeInteger(bytes)) return bytes;
  throw new InvalidArgumentError('It must be a size such as 4096, 500k or 2MB.');
}

function scopes(text: string): Scope[] {
  const names = text.split(',').map((name) => name.trim());
  return names.map((name) => {
    const scope = SCOPES.find((each) => each === name);
    if (scope) return scope;
    throw new InvalidArgumentError(`Unknown scope "${name}". Scopes are ${SCOPES.join(', ')}.`);
  });
}

/** An option that can be given several times. */
const repeated = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  value,
];

export const yesOption = (what: string): Option =>
  new Option('-y, --yes', `do not ask before ${what}`);
export const limitOption = (what: string): Option =>
  new Option('--limit <number>', `the most ${what} to show`).argParser(wholeNumber(1));
export const hiddenOption = (): Option =>
  new Option('--hidden', 'include hidden files and folders, whose names start with a dot');
export const excludeOption = (): Option =>
  new Option(
    '--exclude <pattern>',
    'leave files in place that match, such as "*.iso"; can be repeated',
  ).argParser(repeated);
export const fileTypeOption = (): Option =>
  new Option('--type <type>', 'only files of this type').choices(FILE_TYPES);
export const statusOption = (): Option =>
  new Option('--status <status>', 'only jobs with this status').choices(STATUSES);
export const scopesOption = (what: string): Option =>
  new Option('--scopes <list>', `${what}, separated by commas: ${SCOPES.join(', ')}`).argParser(
    scopes,
  );
export const namesOption = (flags: string, about: string): Option =>
  new Option(flags, `${about}; can be repeated`).argParser(repeated);
export const conflictOption = <Choice extends string>(
  choices: readonly Choice[],
  fallback: Choice,
): Option =>
  new Option('--on-conflict <action>', 'if a file with the name exists')
    .choices(choices)
    .default(fallback);
