/**
 * The documented ways in which a server differs from its document, and verdicts from those of ajv. Each is
 * explained in the docs of the toolkit; whatever is not listed here is a fault.
 *
 * @module
 */
import type { BoundOperation, Document } from 'contract-first/contract';
import { schemesFor, securitySchemes } from '../../src/verify/credentials.ts';

/** A difference between the verdicts of ajv and of the server. */
export type Case = {
  readonly value: unknown;
  /** Whether ajv accepts the value. */
  readonly wanted: boolean;
  /** Why the other side refuses it. */
  readonly reason: string;
  /** Whether no request can have the credentials that the operation needs. */
  readonly isUnauthorizable?: boolean;
};

/** What the kit allows for JSON of operations without credentials, in bytes. */
const SMALLEST_LIMIT = 16 * 1024;

const exceptions: readonly { readonly name: string; readonly holds: (one: Case) => boolean }[] = [
  {
    name: 'Integers beyond 2^53 are refused, because JavaScript would change them',
    holds: ({ value, wanted }) => wanted && [value, sentJson(value)].some(holdsUnsafe),
  },
  {
    name: 'Texts with unpaired surrogates are refused, because they cannot be stored as they were sent',
    holds: ({ value, wanted, reason }) =>
      wanted && reason.includes('unpaired surrogate') && holdsUnpaired(sentJson(value)),
  },
  {
    name: 'Bodies beyond the size that the kit allows without `x-max-body-bytes` are refused',
    // Where the document lists no 413, the refusal has the status of another client error.
    holds: ({ value, wanted, reason }) =>
      wanted && /^status 4\d\d/.test(reason) && sizeOf(value) > SMALLEST_LIMIT,
  },
  {
    name: 'Operations that need several credentials in Authorization, which has one, refuse all requests',
    holds: ({ wanted, reason, isUnauthorizable }) =>
      wanted && isUnauthorizable === true && reason.startsWith('status 401'),
  },
];

/** Operations that no request can reach, as far as the generator reports it. */
export type Unreachable = {
  /** Those whose paths differ from that of another one only by what is not sent, by id. */
  readonly byPath: ReadonlySet<string>;
  /** Those whose credentials no request can have, by id. */
  readonly byCredentials: ReadonlySet<string>;
};

/** As OpenAPI 3.1.1 has it (section 4.8.8.2): concrete paths are matched before templated ones. */
export const TAKEN =
  'Addresses for which the document also has a more specific path, without the method';

/** Such as a required list in the style `deepObject` (OpenAPI 3.2.0, section 4.12.6). */
export const UNDEFINED =
  'Operations that require a value for which OpenAPI defines no serialization';

export const UNREACHABLE =
  'Operations whose paths differ from that of another one only by a fragment or by names of parameters';

/**
 * The operations that the generator reports as unreachable, if that is true. One that it does not report is
 * measured like any other.
 *
 * @param reports the texts of the generator's findings
 */
export function unreachableIn(
  document: Document,
  all: readonly BoundOperation[],
  reports: readonly string[],
): Unreachable {
  const schemes = securitySchemes(document);
  const anything = Object.fromEntries(schemes.map(({ key }) => [key, 'any']));
  const reported = all.filter(({ id }) =>
    reports.some((text) => text.startsWith('not-reached: ') && text.includes(`"${id}"`)),
  );
  const ids = (operations: readonly BoundOperation[]) => new Set(operations.map(({ id }) => id));
  const sent = ({ method, path }: BoundOperation) =>
    `${method} ${path.replace(/#.*/s, '').replaceAll(/\{[^{}]*\}/g, '{}')}`;
  return {
    byPath: ids(
      reported.filter((each) =>
        all.some((other) => other.path !== each.path && sent(other) === sent(each)),
      ),
    ),
    byCredentials: ids(
      reported.filter((each) => schemesFor(each, schemes, anything) === undefined),
    ),
  };
}

/** The documented exception that a case is; undefined if it is a fault. */
export const exceptionFor = (one: Case): string | undefined =>
  exceptions.find(({ holds }) => holds(one))?.name;

/** The bytes of the body of a request. */
function sizeOf(value: unknown): number {
  const isRequest = typeof value === 'object' && value !== null && 'body' in value;
  return isRequest && typeof value.body === 'string' ? Buffer.byteLength(value.body) : 0;
}

/** The JSON in the body of a request; undefined if there is none. */
function sentJson(value: unknown): unknown {
  const isRequest = typeof value === 'object' && value !== null && 'body' in value;
  if (!isRequest || typeof value.body !== 'string') return undefined;
  try {
    return JSON.parse(value.body);
  } catch {
    return undefined;
  }
}

function holdsUnpaired(value: unknown): boolean {
  if (typeof value === 'string') return !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some((entry) => entry.some(holdsUnpaired));
}

function holdsUnsafe(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsUnsafe);
}
