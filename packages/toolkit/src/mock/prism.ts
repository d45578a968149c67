/**
 * What Prism makes up: bodies by their schema, where an example is not wanted or not there. It is
 * loaded when it is first needed, since that takes longer than all else that a mock does.
 *
 * @module
 */
import type { IHttpRequest, PrismHttpInstance } from '@stoplight/prism-http';
import { type BoundOperation, type Document, isData, isSchema } from '../contract/document.ts';
import type { Preferences } from './prefer.ts';

/** An answer as Prism gives it. */
export type MadeUp = {
  readonly status: number;
  readonly mediaType: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

type Operations = Parameters<PrismHttpInstance['request']>[1];

export class Prism {
  readonly #document: Document;
  #loading: Promise<{ instance: PrismHttpInstance; operations: Operations }> | undefined;

  constructor(document: Document) {
    this.#document = document;
  }

  /** Loads it now; the first answer is then as fast as the others. */
  async load(): Promise<void> {
    await this.#loaded();
  }

  /**
   * An answer to a request that is known to be valid.
   *
   * @returns undefined where Prism has none, such as for a status that is not documented
   */
  async answer(
    { method, path }: BoundOperation,
    pathname: string,
    accept: string | undefined,
    { code, example, dynamic = false, seed }: Preferences,
  ): Promise<MadeUp | undefined> {
    const { instance, operations } = await this.#loaded();
    const wanted = operations.filter((each) => each.method === method && each.path === path);
    const request: IHttpRequest = { method, url: { path: pathname } };
    const answered = await instance.request(request, wanted, {
      ...config,
      mock: {
        dynamic,
        mediaTypes: accept ? [...accept.split(','), '*/*;q=0.1'] : ['*/*'],
        ...(code !== undefined && { code }),
        ...(example !== undefined && { exampleKey: example }),
        ...(seed !== undefined && { seed }),
      },
    })();
    if (answered._tag === 'Left') return undefined;
    const { statusCode, headers = {}, body } = answered.right.output;
    const { 'Content-type': mediaType, ...others } = headers;
    return {
      status: statusCode,
      mediaType,
      // Prism has `null` where it knows no value.
      headers: Object.fromEntries(
        Object.entries(others).flatMap(([name, value]) =>
          value === null ? [] : [[name, String(value)]],
        ),
      ),
      body,
    };
  }

  #loaded() {
    this.#loading ??= this.#start();
    return this.#loading;
  }

  async #start() {
    const [{ createLogger }, { createInstance, getHttpOperationsFromSpec }] = await Promise.all([
      import('@stoplight/prism-core'),
      import('@stoplight/prism-http'),
    ]);
    // A copy, since Prism writes into the document that it is given.
    const operations = await getHttpOperationsFromSpec(withoutOtherProperties(this.#document));
    const logger = createLogger('mock', { level: 'silent' });
    return { instance: createInstance(config, { logger }), operations };
  }
}

/** The request has been checked, and the answer will be. */
const config = {
  isProxy: false,
  checkSecurity: false,
  validateRequest: false,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
} as const;

/**
 * A copy of a document whose objects have no properties but the documented ones: Prism would make
 * others up.
 */
function withoutOtherProperties<T>(value: T, isBranch = false): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => withoutOtherProperties(each, isBranch)) as T;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      isData(key) ? structuredClone(each) : withoutOtherProperties(each, key === 'allOf'),
    ]),
  );
  const isClosed = 'additionalProperties' in value || 'x-opaque' in value;
  if (isSchema(copy.properties) && !isBranch && !isClosed && !('allOf' in value)) {
    copy.additionalProperties = false;
  }
  return copy as T;
}
