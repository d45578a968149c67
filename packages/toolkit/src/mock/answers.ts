/**
 * The answers that a document determines: where a status has one media type with an example, or no
 * content at all, there is nothing to negotiate and nothing to make up.
 *
 * @module
 */
import { isJson } from '../contract/contract.ts';
import {
  type BoundOperation,
  type Document,
  type Header,
  type MediaType,
  type Response,
  resolve,
  statusKey,
} from '../contract/document.ts';
import type { Preferences } from './prefer.ts';

/** An answer, ready to be sent again and again. */
export type Answer = {
  readonly status: number;
  /** Undefined where there is no content. */
  readonly mediaType: string | undefined;
  /** The headers with the values of their examples; optional ones are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** The names of all headers that the document lists for the status. */
  readonly documented: ReadonlySet<string>;
  readonly body: Buffer | undefined;
  /** The body as a value, where it is a problem (RFC 9457). */
  readonly problem: Readonly<Record<string, unknown>> | undefined;
};

const PROBLEM = 'application/problem+json';
/** What a document says of any type has to arrive under some type; Prism takes this one as well. */
const ANY_TYPE_AS = 'text/plain';

/** The answers of a document's operations, made when they are first asked for. */
export class Answers {
  readonly #document: Document;
  readonly #made = new Map<BoundOperation, Map<string, Answer | undefined>>();

  constructor(document: Document) {
    this.#document = document;
  }

  /**
   * The answer that the document determines.
   *
   * @returns undefined where it does not: it has no such status or example, several media types, or
   *   no example
   */
  find(operation: BoundOperation, { code, example }: Preferences): Answer | undefined {
    let made = this.#made.get(operation);
    if (!made) {
      made = new Map();
      this.#made.set(operation, made);
    }
    const key = `${code ?? ''} ${example ?? ''}`;
    if (!made.has(key))
      made.set(key, this.#make(operation, code ?? firstSuccess(operation), example));
    return made.get(key);
  }

  #make(operation: BoundOperation, code: number, example?: string): Answer | undefined {
    const response = operation.responses[statusKey(operation.responses, code) ?? ''];
    const [content, ...others] = Object.entries(response?.content ?? {});
    if (!response || others.length > 0) return undefined;
    const headers = this.#headers(response);
    const documented = new Set(Object.keys(response.headers ?? {}));
    if (!headers) return undefined;
    if (!content) {
      const isAskedFor = example !== undefined;
      return isAskedFor
        ? undefined
        : {
            status: code,
            mediaType: undefined,
            headers,
            documented,
            body: undefined,
            problem: undefined,
          };
    }
    const [type, media] = content;
    const found = exampleOf(media, example);
    if (!found) return undefined;
    return {
      status: code,
      mediaType: type === '*/*' ? ANY_TYPE_AS : type,
      headers,
      documented,
      body: bytesOf(type, found.value),
      problem: type === PROBLEM && isObject(found.value) ? found.value : undefined,
    };
  }

  /** The headers of a response; undefined where one that must be there has no example. */
  #headers(response: Response): Readonly<Record<string, string>> | undefined {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(response.headers ?? {})) {
      const { required, example } = resolve<Header>(this.#document, value);
      // Said by the body that is really sent.
      if (!required || name.toLowerCase() === 'content-length') continue;
      if (example === undefined) return undefined;
      headers[name] = String(example);
    }
    return headers;
  }
}

/** The status that is answered where none is asked for: the lowest success, else the first of all. */
export function firstSuccess({ responses }: BoundOperation): number {
  const statuses = Object.keys(responses);
  const success = statuses.filter((status) => /^2(\d\d|XX)$/.test(status)).sort()[0];
  const first = success ?? (statuses.includes('default') ? '200' : statuses[0]);
  return Number((first ?? '200').replace('XX', '00'));
}

/** The example of a key, or the first one. */
function exampleOf(media: MediaType, key: string | undefined): { value: unknown } | undefined {
  const several = Object.entries(media.examples ?? {});
  if (key !== undefined) {
    const named = several.find(([name]) => name === key)?.[1];
    return isObject(named) && 'value' in named ? { value: named.value } : undefined;
  }
  if (media.example !== undefined) return { value: media.example };
  const first = several[0]?.[1];
  return isObject(first) && 'value' in first ? { value: first.value } : undefined;
}

/** A body as it travels. */
export function bytesOf(mediaType: string, value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  const isText = typeof value === 'string' && !isJson(mediaType.split(';')[0] ?? '');
  return Buffer.from(isText ? value : JSON.stringify(value));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
