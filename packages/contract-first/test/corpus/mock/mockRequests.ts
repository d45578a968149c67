/**
 * The requests that a mock is asked with: valid ones of every operation, by the examples of the document and
 * made up, with all parameters and only the required ones; and ones that are invalid in one place.
 *
 * @module
 */
import type { BoundOperation, Contract, Document, JsonSchema } from 'contract-first/contract';
import { Values } from 'contract-first/schema';
import { invalidCases } from '../../../src/verify/cases/invalid.ts';
import type { Inputs, WireRequest } from '../../../src/verify/exchange.ts';
import { bodyTypes, type Sources, validInputs } from '../../../src/verify/inputs.ts';
import { Pool } from '../../../src/verify/pool.ts';
import { toWire } from '../../../src/verify/wire.ts';
import { withCredentials } from '../credentials.ts';
import { framing, isIncomplete, LARGEST, LONGEST_HEAD } from '../requests.ts';
import { some } from '../verdicts.ts';
import { isValidForm } from './formFields.ts';

export type MockRequest = { readonly what: string; readonly request: WireRequest };

/** Invalid requests of an operation that are tried, of each kind. */
const PER_KIND = 2;
const kinds = [/without "|^no body/, /unknown media type/, /is not JSON/, /type|not an? /, /./];

const manners = [
  { byExample: true, optional: 0 },
  { byExample: true, optional: 1 },
  { byExample: false, optional: 0 },
  { byExample: false, optional: 1 },
] as const;

export class MockRequests {
  readonly #sources: Sources;

  constructor(document: Document, contract: Contract, seed: number) {
    const values = new Values(document, seed, 'request');
    const pool = new Pool(contract, values.random);
    this.#sources = { document, values, pool, given: {} };
  }

  /** Valid requests; none if OpenAPI defines no serialization for a value that is required. */
  valid(operation: BoundOperation): MockRequest[] {
    const { document } = this.#sources;
    const types = operation.requestBody ? bodyTypes(operation) : [undefined];
    return (types.length > 0 ? types : [undefined]).flatMap((type) =>
      manners.flatMap((manner) => {
        const inputs = this.#inputs(operation, manner, type);
        const request = inputs && toWire(document, operation, inputs);
        if (!request || !isSendable(request)) return [];
        // As a form, the request would be invalid.
        if (isValidForm(operation, inputs, this.#accepts) === false) return [];
        const { byExample, optional } = manner;
        const what = `${byExample ? 'examples' : 'made up'}, ${optional ? 'all' : 'required'} parameters${type === undefined ? '' : `, ${type}`}`;
        return [{ what, request: withCredentials(document, operation, request) }];
      }),
    );
  }

  /** Requests that are invalid in one place, a few of each kind. */
  invalid(operation: BoundOperation): MockRequest[] {
    const { document, values } = this.#sources;
    const plain = this.#inputs(operation, { byExample: false, optional: 0 });
    if (!plain) return [];
    const left = [...invalidCases(operation, plain, this.#sources)].filter(
      ({ request, inputs, isConvertible }) =>
        isSendable(request) &&
        // As a form, the request is valid.
        !(inputs && isValidForm(operation, inputs, this.#accepts)) &&
        // A server may read it as the right type.
        !isConvertible &&
        // An empty body is none, which is right unless one is needed.
        !(request.body?.byteLength === 0 && !operation.requestBody?.required),
    );
    return kinds.flatMap((kind) => {
      const own = left.filter(({ what }) => kind.test(what));
      for (const each of own) left.splice(left.indexOf(each), 1);
      return some(own, PER_KIND, values.random).map(({ what, request }) => ({
        what,
        request: withCredentials(document, operation, request),
      }));
    });
  }

  readonly #accepts = (schema: JsonSchema, value: unknown): boolean =>
    this.#sources.values.validator.accepts(schema, value);

  #inputs(
    operation: BoundOperation,
    manner: { readonly byExample: boolean; readonly optional: number },
    type?: string,
  ): Inputs | undefined {
    for (let tries = 0; tries < 3; tries++) {
      const inputs =
        type === undefined
          ? validInputs(operation, this.#sources, manner)
          : validInputs(operation, this.#sources, manner, type);
      if (!isIncomplete(operation, inputs)) return inputs;
    }
    return undefined;
  }
}

const isSendable = ({ target, body, headers }: WireRequest): boolean =>
  target.length <= LONGEST_HEAD &&
  (body?.byteLength ?? 0) <= LARGEST &&
  !Object.keys(headers).some((name) => framing.test(name));
