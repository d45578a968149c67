/**
 * Requests of several kinds to the routes of a document, and responses to some of them.
 *
 * @module
 */
import { type BoundOperation, Contract, type Document } from 'contract-first/contract';
import { Values } from 'contract-first/schema';
import { validInputs } from '../../../src/verify/inputs.ts';
import { Pool } from '../../../src/verify/pool.ts';
import { toWire } from '../../../src/verify/wire.ts';
import { some } from '../verdicts.ts';
import type { Prepared } from './mixedLoad.ts';

/** What a request makes a server read, or how much it is answered. */
export type Kind =
  | 'no parameters'
  | 'path parameters'
  | 'query parameters'
  | 'small body'
  | 'large body'
  | 'large response';

export const kinds: readonly Kind[] = [
  ...(['no parameters', 'path parameters', 'query parameters'] as const),
  ...(['small body', 'large body', 'large response'] as const),
];

/** Sizes of bodies, in bytes. The kit reads no more than 16 KiB without credentials. */
const SMALL = 2_000;
const LARGE = { least: 8_000, most: 15_000 };
/** How many operations answer with a body of their own. */
const ANSWERING = 40;

export type Candidate = Prepared & { readonly kind: Kind };

export type Candidates = {
  readonly requests: readonly Candidate[];
  /** The bodies of responses that are not the same for all, by operation. */
  readonly responses: Readonly<Record<string, unknown>>;
};

/** Valid requests to operations that take none or JSON, and answer with JSON. */
export function candidatesOf(
  document: Document,
  seed: number,
  written: ReadonlySet<string>,
): Candidates {
  const contract = new Contract(document);
  const values = new Values(document, seed, 'request');
  const pool = new Pool(contract, values.random);
  const all = some([...contract.operations.values()], contract.operations.size, values.random);
  const operations = all.filter((each) => written.has(each.id) && successOf(each) !== undefined);
  const responses = responsesOf(document, seed, operations);
  const requests: Candidate[] = [];
  for (const operation of operations) {
    for (const optional of [0, 0.5]) {
      const sources = { document, values, pool, given: {} };
      const inputs = validInputs(operation, sources, { byExample: false, optional });
      if (inputs.body && inputs.body.mediaType !== 'application/json') continue;
      const wire = toWire(document, operation, inputs);
      if (!wire) continue;
      const { method, target, headers } = wire;
      const body = wire.body && Buffer.from(wire.body).toString();
      const request = { method, target, headers, body };
      if (operation.id in responses) {
        requests.push({ ...request, kind: 'large response' });
        continue;
      }
      const kind = kindOf(operation, request);
      if (kind) requests.push({ ...request, kind });
      const large = body && enlarged(body);
      if (large) requests.push({ ...request, body: large, kind: 'large body' });
    }
  }
  return { requests, responses };
}

function kindOf({ path }: BoundOperation, { target, body }: Prepared): Kind | undefined {
  if (body !== undefined) return body.length < SMALL ? 'small body' : undefined;
  if (target.includes('?')) return 'query parameters';
  return path.includes('{') ? 'path parameters' : 'no parameters';
}

const successOf = ({ responses }: BoundOperation) =>
  Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1].content?.[
    'application/json'
  ];

function responsesOf(
  document: Document,
  seed: number,
  operations: readonly BoundOperation[],
): Record<string, unknown> {
  const values = new Values(document, seed, 'response');
  const found: Record<string, unknown> = {};
  for (const operation of operations) {
    const { schema } = successOf(operation) ?? {};
    if (operation.method !== 'get' || !schema) continue;
    const body = values.valid(schema, { optional: 1 });
    const { length } = JSON.stringify(body ?? '');
    if (length > SMALL && length < LARGE.most) found[operation.id] = body;
    if (Object.keys(found).length === ANSWERING) break;
  }
  return found;
}

/** A body whose arrays have the same items many times; undefined if it has none. */
function enlarged(body: string): string | undefined {
  for (let times = 2; times < LARGE.most; times *= 2) {
    const text = JSON.stringify(JSON.parse(body), (_name, value: unknown) =>
      Array.isArray(value) ? Array.from({ length: times }, () => value).flat() : value,
    );
    if (text.length > LARGE.most || text.length === body.length) return undefined;
    if (text.length >= LARGE.least) return text;
  }
  return undefined;
}
