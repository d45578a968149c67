/**
 * Generates bodies with Prism, different each time. Prism is loaded on first use, since loading it
 * takes longer than everything else.
 *
 * @module
 */
import type { PrismHttpInstance } from '@stoplight/prism-http';
import type { Document, JsonSchema } from '../document/model.ts';
import { unrolled } from './unrolled.ts';

type Operations = Parameters<PrismHttpInstance['request']>[1];
type Loaded = {
  readonly instance: PrismHttpInstance;
  read(document: object): Promise<Operations>;
};

const JSON_TYPE = 'application/json';

export class Prism {
  readonly #document: Document;
  #loading: Promise<Loaded> | undefined;
  readonly #operations = new WeakMap<JsonSchema, Operations | 'none'>();

  constructor(document: Document) {
    this.#document = document;
  }

  /** Loads it now; the first answer is then as fast as the others. */
  async load(): Promise<void> {
    await this.#loaded();
  }

  /**
   * A value by a schema, made up. It is given each schema by itself, unrolled: it unrolls a whole
   * document otherwise, for which there is no time where schemas refer to each other.
   *
   * @returns undefined where Prism has none, as for a schema that is in itself
   */
  async value(schema: JsonSchema, seed: string | undefined): Promise<unknown> {
    const { instance } = await this.#loaded();
    const operations = await this.#operationsOf(schema);
    if (operations === 'none') return undefined;
    const wish = seed === undefined ? {} : { seed };
    const answered = await instance.request({ method: 'get', url: { path: '/' } }, operations, {
      ...config,
      mock: { dynamic: true, mediaTypes: [JSON_TYPE], ...wish },
    })();
    return answered._tag === 'Left' ? undefined : answered.right.output.body;
  }

  async #operationsOf(schema: JsonSchema): Promise<Operations | 'none'> {
    const known = this.#operations.get(schema);
    if (known) return known;
    const alone = unrolled(this.#document, schema);
    const operations = alone
      ? await this.#read(alone).catch(() => 'none' as const)
      : ('none' as const);
    this.#operations.set(schema, operations);
    return operations;
  }

  async #read(schema: JsonSchema): Promise<Operations> {
    const { read } = await this.#loaded();
    const content = { [JSON_TYPE]: { schema } };
    return read({
      openapi: '3.1.0',
      info: { title: 'One schema', version: '1' },
      paths: { '/': { get: { responses: { 200: { description: 'Made up', content } } } } },
    });
  }

  #loaded(): Promise<Loaded> {
    this.#loading ??= this.#start();
    return this.#loading;
  }

  async #start(): Promise<Loaded> {
    const [{ createLogger }, { createInstance, getHttpOperationsFromSpec }] = await Promise.all([
      import('@stoplight/prism-core'),
      import('@stoplight/prism-http'),
    ]);
    const logger = createLogger('mock', { level: 'silent' });
    return { instance: createInstance(config, { logger }), read: getHttpOperationsFromSpec };
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
