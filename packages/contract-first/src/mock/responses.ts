/**
 * The responses of operations from the document alone: its examples or, if none of them is valid,
 * the plainest values of the schema.
 *
 * @module
 */
import { type Contract, essenceOf, isJson } from '../contract/contract.ts';
import { type Example, examplesOf } from '../document/examples.ts';
import {
  type BoundOperation,
  type Document,
  type Header,
  type MediaType,
  type Response,
  resolve,
  statusKey,
} from '../document/model.ts';
import { unsatisfiableIn, Values } from '../schema/index.ts';
import { bytesOf, concreteType, negotiated } from './mediaTypes.ts';
import { isSequence } from './sequences.ts';

/** An answer, ready to be sent again and again. */
export type MockResponse = {
  readonly status: number;
  /** Undefined where there is no content. */
  readonly mediaType: string | undefined;
  /** Those that must be there, with the values of their examples or made-up ones. */
  readonly headers: Readonly<Record<string, string>>;
  /** The names of all headers that the document lists for the status. */
  readonly documented: ReadonlySet<string>;
  readonly body: Buffer | undefined;
  /** The body as a value, where it is JSON. */
  readonly value: unknown;
  /** The body, where it is a problem (RFC 9457). */
  readonly problem: Readonly<Record<string, unknown>> | undefined;
  /** Where it comes from, in words. */
  readonly source: string;
};

/** What an answer is to be. */
export type Wanted = {
  /** The lowest success without one. */
  readonly code?: number | undefined;
  /** The key of the example, of several that a media type has. */
  readonly example?: string | undefined;
  readonly accept?: string | undefined;
};

export const PROBLEM = 'application/problem+json';
/** How many items a sequence is shown with. */
const ITEMS = 3;
const SEED = 1;

/** How values are made, until one is valid and has no undeclared property. */
const manners = [
  { byExample: true, optional: 1, plain: true },
  { byExample: false, optional: 1, plain: true },
  { byExample: false, optional: 0, plain: true },
  ...[1, 0.7, 0.5, 0.3, 0, 0, 0, 0].map((optional) => ({ byExample: false, optional })),
] as const;

/** The answers of a document's operations, made when they are first asked for. */
export class Responses {
  readonly values: Values;
  readonly #document: Document;
  readonly #contract: Contract;
  readonly #made = new Map<BoundOperation, Map<string, MockResponse | undefined>>();
  /** The same by what requests want, as they write it: most write it in one of a few ways. */
  readonly #found = new Map<BoundOperation, Map<string, MockResponse | 'none'>>();

  constructor(document: Document, contract: Contract) {
    this.#document = document;
    this.#contract = contract;
    this.values = new Values(document, SEED, 'response');
  }

  /**
   * @returns undefined where the operation has no such status, or no such example
   */
  find(operation: BoundOperation, { code, example, accept }: Wanted): MockResponse | undefined {
    let found = this.#found.get(operation);
    if (!found) {
      found = new Map();
      this.#found.set(operation, found);
    }
    const key = `${code ?? ''}\n${example === undefined ? '' : JSON.stringify(example)}\n${accept ?? ''}`;
    let answer = found.get(key);
    if (answer === undefined) {
      answer = this.#negotiated(operation, { code, example, accept }) ?? 'none';
      if (found.size > MOST_MADE) found.clear();
      found.set(key, answer);
    }
    return answer === 'none' ? undefined : answer;
  }

  #negotiated(
    operation: BoundOperation,
    { code, example, accept }: Wanted,
  ): MockResponse | undefined {
    let made = this.#made.get(operation);
    if (!made) {
      made = new Map();
      this.#made.set(operation, made);
    }
    const status = code ?? firstSuccess(operation) ?? 200;
    const isHead = operation.method.toLowerCase() === 'head';
    const response = operation.responses[statusKey(operation.responses, status) ?? ''];
    const type = negotiated(Object.keys(response?.content ?? {}), accept);
    const isRange = type?.includes('*');
    const key = JSON.stringify([status, example, type, isRange && accept]);
    if (!made.has(key)) {
      if (made.size > MOST_MADE) made.clear();
      made.set(key, response && this.#make(response, status, type, { example, accept, isHead }));
    }
    return made.get(key);
  }

  #make(
    response: Response,
    status: number,
    type: string | undefined,
    { example, accept, isHead }: Wanted & { readonly isHead: boolean },
  ): MockResponse | undefined {
    const media = type === undefined ? undefined : response.content?.[type];
    const common = {
      status,
      headers: this.#headers(response, isHead && !media),
      documented: new Set(Object.keys(response.headers ?? {})),
    };
    if (type === undefined || !media) {
      if (example !== undefined) return undefined;
      const source = 'no content';
      return {
        ...common,
        mediaType: undefined,
        body: undefined,
        value: undefined,
        problem: undefined,
        source,
      };
    }
    const found = this.#content(type, media, example);
    if (!found) return undefined;
    const { value, source } = found;
    const mediaType = concreteType(type, accept, value);
    const isProblem = essenceOf(mediaType) === PROBLEM && isObject(value);
    return {
      ...common,
      mediaType,
      body: bytesOf(mediaType, value, {
        document: this.#document,
        schema: media.schema ?? {},
      }),
      value: isJson(essenceOf(mediaType)) ? value : undefined,
      problem: isProblem ? value : undefined,
      source,
    };
  }

  #content(
    type: string,
    media: MediaType,
    wanted: string | undefined,
  ): { readonly value: unknown; readonly source: string } | undefined {
    const examples = examplesOf(this.#document, media);
    if (wanted !== undefined) {
      const named = examples.find(({ key }) => key === wanted);
      return named && { value: named.value, source: sourceOf(named) };
    }
    const fitting = examples
      .flatMap((each) => {
        const part = this.#declaredPart(type, media, each.value);
        return part ? [{ ...part, source: sourceOf(each) }] : [];
      })
      .sort((one, other) => one.removed.length - other.removed.length)[0];
    if (fitting) {
      const { value, removed, source } = fitting;
      const less =
        removed.length > 0 ? `, without undeclared properties: ${removed.join(', ')}` : '';
      return { value, source: source + less };
    }
    const isRefused = examples.length > 0;
    const source = isRefused
      ? 'generated from the schema, which accepts none of the examples'
      : 'generated from the schema';
    const value = this.#madeUp(type, media);
    if (value !== undefined) return { value, source };
    const nearest = this.values.nearest(media.schema ?? {}) ?? null;
    const fault = unsatisfiableIn(this.#document, 'response').faultOf(media.schema ?? {});
    const reason = fault
      ? `not valid: ${fault.pointer} ${fault.message}`
      : 'not valid: the schema accepts no value found';
    return { value: nearest, source: `generated from the schema, ${reason}` };
  }

  /** An example without properties that its schema does not declare: no response may have them. */
  #declaredPart(type: string, { schema }: MediaType, value: unknown) {
    if (!schema || !isJson(essenceOf(type))) return { value, removed: [] };
    return this.#contract.declaredPart(schema, value);
  }

  /** The plainest value of content; undefined where none was found that its schema accepts. */
  #madeUp(type: string, { schema, itemSchema }: MediaType): unknown {
    const [plain] = manners;
    const essence = essenceOf(type);
    if (itemSchema && !schema && isSequence(essence)) {
      return Array.from({ length: ITEMS }, (_, at) => {
        return this.values.valid(itemSchema, at === 0 ? plain : { optional: 0.7 }) ?? null;
      });
    }
    if (!schema || Object.keys(schema).length === 0) return isJson(essence) ? {} : 'string';
    let first: unknown;
    for (const manner of manners) {
      const value = this.values.valid(schema, manner);
      // It is made from the examples in the schema, which may have undeclared properties as well.
      const declared = this.#contract.declaredPart(schema, value);
      if (declared) return declared.value;
      first ??= value;
    }
    return first;
  }

  /**
   * The headers of a response that must be there.
   *
   * @param isAboutOther whether it is about the body that another request would get (RFC 9110, section 9.3.2)
   */
  #headers(response: Response, isAboutOther = false): Readonly<Record<string, string>> {
    const headers: Record<string, string> = {};
    for (const [name, written] of Object.entries(response.headers ?? {})) {
      const header = resolve<Header>(this.#document, written);
      const isLength = /^content-length$/i.test(name);
      // Said by the body that is really sent.
      const isOfBody = (isLength && !isAboutOther) || /^content-type$/i.test(name);
      if (isOfBody || !(header.required || isLength)) continue;
      const [example] = examplesOf(this.#document, header);
      const plain = { byExample: true, optional: 1, plain: true };
      const value = example ? example.value : this.values.valid(header.schema ?? {}, plain);
      const text = headerText(value);
      if (!isLength) headers[name] = text;
      // One that is no number would break the connection (RFC 9110, section 8.6).
      else if (/^\d+$/.test(text)) headers['Content-Length'] = text;
    }
    return headers;
  }
}

/** How many answers of one operation are kept. */
const MOST_MADE = 100;

const sourceOf = ({ key }: Example): string => (key === undefined ? 'example' : `example "${key}"`);

/** The text of a header's value (the style `simple`, OpenAPI 3.1.1, section 4.8.21). */
function headerText(value: unknown): string {
  const text = Array.isArray(value)
    ? value.map(String).join(',')
    : isObject(value)
      ? Object.entries(value).flat().map(String).join(',')
      : String(value);
  // What no header can have would end the answer.
  return text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}

/**
 * The status that is answered where none is asked for: the lowest success, else the lowest redirection.
 *
 * @returns undefined where an operation lists none of them
 */
export function firstSuccess({ responses }: BoundOperation): number | undefined {
  let first = successes.get(responses);
  if (first === undefined) {
    first = firstSuccessIn(responses) ?? 'none';
    successes.set(responses, first);
  }
  return first === 'none' ? undefined : first;
}

/** Each request asks for it. */
const successes = new WeakMap<BoundOperation['responses'], number | 'none'>();

function firstSuccessIn(responses: BoundOperation['responses']): number | undefined {
  const statuses = Object.keys(responses).sort();
  const success = statuses.find((status) => /^2(\d\d|XX)$/.test(status));
  const redirection = statuses.find((status) => /^3(\d\d|XX)$/.test(status));
  const first = success ?? (statuses.includes('default') ? '200' : redirection);
  return first === undefined ? undefined : Number(first.replace('XX', '00'));
}

/** The answer to a valid request of an operation that lists no status for it. */
export const UNLISTED_SUCCESS: MockResponse = {
  status: 200,
  mediaType: undefined,
  headers: {},
  documented: new Set(),
  body: undefined,
  value: undefined,
  problem: undefined,
  source: 'no content: no success is documented',
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
