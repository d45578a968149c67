/**
 * Exceptions that a team has accepted: findings that do not fail a command until a date. `contract
 * diff`, `lint` and `verify` share the file that they are in.
 *
 * @module
 */
import { access, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { type Options, UsageError } from './command.ts';

/** A finding that is accepted for a reason, until a date. */
export type Exception = {
  /** The rule of the finding, such as `response-property-removed`, or the check of `contract verify`. */
  readonly rule: string;
  /**
   * Where it is, as a report shows it: an operation (`GET /ships`), a part of it (`GET /ships query
   * most`), or a JSON pointer into the document. A `*` at the end stands for any text.
   */
  readonly place: string;
  readonly reason: string;
  /** The last day that it is accepted, such as `2027-01-31`, in UTC. */
  readonly until: string;
};

/** The commands that have exceptions, each with a list of its own in a file. */
export const acceptingCommands = ['diff', 'lint', 'verify'] as const;
export type AcceptingCommand = (typeof acceptingCommands)[number];

/** The file that is read if no other is named, in the folder of the configuration. */
export const ACCEPTED_FILE = 'contract.accepted.yaml';

/** Why and until when a finding is accepted. */
export type Accepted = { readonly reason: string; readonly until: string };

/** What an exception is compared with. */
export type Exceptional = {
  readonly rule: string;
  /** Names of the place, any of which an exception can use. */
  readonly places: readonly string[];
};

/** The option that names files of exceptions. */
export const acceptedOption = {
  accepted: {
    type: 'string',
    value: 'FILE',
    multiple: true,
    description: `Accepted exceptions (default: ${ACCEPTED_FILE}, if it exists)`,
  },
} as const satisfies Options;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Checks exceptions as they are written.
 *
 * @param source names where they are, in messages
 * @param rules that exist; none to allow any
 * @throws UsageError if one lacks a part, has no valid date, or names an unknown rule
 */
export function exceptionsIn(
  written: unknown,
  source: string,
  rules: readonly string[] = [],
): Exception[] {
  if (written === undefined || written === null) return [];
  if (!Array.isArray(written)) throw new UsageError(`${source} must be a list of exceptions`);
  return written.map((each: unknown, at): Exception => {
    const where = `${source}[${at}]`;
    const text = (name: string): string => {
      const value: unknown =
        typeof each === 'object' && each !== null ? Reflect.get(each, name) : undefined;
      // YAML reads a plain date as one in some of its schemas.
      const shown = value instanceof Date ? value.toISOString().slice(0, 10) : value;
      if (typeof shown === 'string' && shown.trim() !== '') return shown.trim();
      throw new UsageError(
        `${where} needs \`${name}\`: { rule, place, reason, until: 2027-01-31 }`,
      );
    };
    const exception = {
      rule: text('rule'),
      place: text('place'),
      reason: text('reason'),
      until: text('until'),
    };
    const { rule, until } = exception;
    if (!isDay(until)) {
      throw new UsageError(`${where}: \`until: ${until}\` is not a date such as 2027-01-31`);
    }
    if (rules.length > 0 && !rules.includes(rule)) {
      throw new UsageError(`${where}: unknown rule "${rule}"`);
    }
    return exception;
  });
}

/** Whether a text is a day that exists: `Date.parse` takes 2027-02-31 for a day in March. */
const isDay = (text: string): boolean => {
  const time = DAY.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/**
 * Reads the exceptions of a command from a file: YAML or JSON, with a list for each command, or the
 * list alone.
 *
 * @throws UsageError if it cannot be read, or an exception in it is invalid
 */
export async function readExceptions(
  file: string,
  command: AcceptingCommand,
  rules: readonly string[] = [],
): Promise<Exception[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`File not found: ${file}`);
  });
  let written: unknown;
  try {
    written = parse(text, { schema: 'core' });
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return Array.isArray(written) || written === null
    ? exceptionsIn(written, file, rules)
    : listOf(written, command, file, rules);
}

/** The exceptions of one command among those of all. */
function listOf(
  written: unknown,
  command: AcceptingCommand,
  source: string,
  rules: readonly string[],
): Exception[] {
  const names = acceptingCommands.join(', ');
  if (typeof written !== 'object' || written === null) {
    throw new UsageError(`${source} must have lists of exceptions for ${names}`);
  }
  const unknown = Object.keys(written).find(
    (key) => !acceptingCommands.some((each) => each === key),
  );
  if (unknown !== undefined) {
    throw new UsageError(`${source}: unknown key "${unknown}". Use ${names}.`);
  }
  return exceptionsIn(Reflect.get(written, command), `${source}: ${command}`, rules);
}

/** Exceptions of a configuration: the file that they are in, or the exceptions of each command. */
export type AcceptedSetting =
  | string
  | Readonly<Partial<Record<AcceptingCommand, readonly Exception[]>>>;

type Configured = { readonly root: string; readonly accepted?: AcceptedSetting } | undefined;

/**
 * The exceptions of a command: those of the files that are named, else those of the configuration,
 * else those of `contract.accepted.yaml`.
 *
 * @param rules that exist; none to allow any
 * @throws UsageError if a file cannot be read, or an exception is invalid
 */
export async function exceptionsOf(
  command: AcceptingCommand,
  config: Configured,
  files: readonly string[] = [],
  rules: readonly string[] = [],
): Promise<Exception[]> {
  const accepted = files.length > 0 ? undefined : config?.accepted;
  if (accepted !== undefined && typeof accepted !== 'string') {
    return listOf(accepted, command, 'accepted', rules);
  }
  const named = accepted === undefined ? files : [relative(process.cwd(), accepted)];
  const read = await Promise.all(
    (named.length > 0 ? named : await usualFile(config)).map((file) =>
      readExceptions(file, command, rules),
    ),
  );
  return read.flat();
}

async function usualFile(config: Configured): Promise<readonly string[]> {
  const file = join(config?.root ?? process.cwd(), ACCEPTED_FILE);
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  return exists ? [relative(process.cwd(), file)] : [];
}

/** Compares findings with exceptions, and knows afterwards which ones had no use. */
export class Acceptance {
  readonly #exceptions: readonly Exception[];
  readonly #used = new Set<Exception>();
  readonly #isPartial: boolean;
  readonly #today = new Date().toISOString().slice(0, 10);

  /** @param isPartial whether not everything was looked at, so that an exception without use may be needed */
  constructor(exceptions: readonly Exception[], isPartial = false) {
    this.#exceptions = exceptions;
    this.#isPartial = isPartial;
  }

  /** Why a finding is accepted; undefined if no exception accepts it, or it has expired. */
  of({ rule, places }: Exceptional): Accepted | undefined {
    const fitting = this.#exceptions.filter(
      (each) => each.rule === rule && places.some((place) => isAt(each.place, place)),
    );
    for (const each of fitting) this.#used.add(each);
    const valid = fitting.find(({ until }) => until >= this.#today);
    return valid && { reason: valid.reason, until: valid.until };
  }

  /** Whether there are any. */
  get hasExceptions(): boolean {
    return this.#exceptions.length > 0;
  }

  /** Those whose date is over. */
  get expired(): Exception[] {
    return this.#exceptions.filter(({ until }) => until < this.#today);
  }

  /** Those that no finding needed. */
  get unused(): Exception[] {
    return this.#isPartial ? [] : this.#exceptions.filter((each) => !this.#used.has(each));
  }

  /** What is to be said about exceptions themselves, in lines. */
  get lines(): string[] {
    const named = ({ rule, place }: Exception) => `${rule} at ${place}`;
    return [
      ...this.expired
        .filter((each) => this.#used.has(each))
        .map(
          (each) =>
            `The exception for ${named(each)} expired on ${each.until} (${each.reason}). Fix what it was for, or set a new date.`,
        ),
      ...this.unused.map((each) => `The exception for ${named(each)} is not needed: remove it.`),
    ];
  }
}

/** Whether an exception's place is that of a finding, or begins it. */
const isAt = (written: string, place: string): boolean =>
  written === place || (written.endsWith('*') && place.startsWith(written.slice(0, -1)));
