/**
 * Exceptions that a team has accepted: findings that do not fail a command until a date.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { UsageError } from './command.ts';

/** A finding that is accepted for a reason, until a date. */
export type Exception = {
  /** The rule of the finding, such as `response-property-removed`. */
  readonly rule: string;
  /**
   * Where it is, as a report shows it: an operation (`GET /ships`), a part of it
   * (`GET /ships query most`), or a JSON pointer into the document.
   */
  readonly place: string;
  readonly reason: string;
  /** The last day that it is accepted, such as `2027-01-31`, in UTC. */
  readonly until: string;
};

/** What an exception is compared with. */
export type Exceptional = {
  readonly rule: string;
  /** Names of the place, any of which an exception can use. */
  readonly places: readonly string[];
};

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
    if (!DAY.test(until) || Number.isNaN(Date.parse(until))) {
      throw new UsageError(`${where}: \`until: ${until}\` is not a date such as 2027-01-31`);
    }
    if (rules.length > 0 && !rules.includes(rule)) {
      throw new UsageError(`${where}: unknown rule "${rule}"`);
    }
    return exception;
  });
}

/**
 * Reads a file of exceptions: a list, as YAML or JSON.
 *
 * @throws UsageError if it cannot be read, or an exception in it is invalid
 */
export async function readExceptions(
  file: string,
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
  return exceptionsIn(written, file, rules);
}

/** Compares findings with exceptions, and knows afterwards which ones had no use. */
export class Acceptance {
  readonly #exceptions: readonly Exception[];
  readonly #used = new Set<Exception>();
  readonly #today: string;

  /** @param today as `2027-01-31`, in UTC */
  constructor(
    exceptions: readonly Exception[],
    today: string = new Date().toISOString().slice(0, 10),
  ) {
    this.#exceptions = exceptions;
    this.#today = today;
  }

  /** The exception that accepts a finding; undefined if none does, or it has expired. */
  of({ rule, places }: Exceptional): Exception | undefined {
    const fitting = this.#exceptions.filter(
      (each) => each.rule === rule && places.includes(each.place),
    );
    for (const each of fitting) this.#used.add(each);
    return fitting.find(({ until }) => until >= this.#today);
  }

  /** Those whose date is over. */
  get expired(): Exception[] {
    return this.#exceptions.filter(({ until }) => until < this.#today);
  }

  /** Those that no finding needed. */
  get unused(): Exception[] {
    return this.#exceptions.filter((each) => !this.#used.has(each));
  }

  /** What is to be said about exceptions themselves, in lines. */
  get lines(): string[] {
    const named = ({ rule, place }: Exception) => `${rule} at ${place}`;
    return [
      ...this.expired.map(
        (each) =>
          `The exception for ${named(each)} expired on ${each.until} (${each.reason}). ${
            this.#used.has(each)
              ? 'Undo the change, or set a new date.'
              : 'Nothing needs it any more: remove it.'
          }`,
      ),
      ...this.unused
        .filter(({ until }) => until >= this.#today)
        .map((each) => `The exception for ${named(each)} is not needed: remove it.`),
    ];
  }
}
