/**
 * Bodies that are made up by their schemas, other ones each time: by Prism where it makes what the
 * schema accepts, else by values of our own.
 *
 * @module
 */
import { type Contract, essenceOf, isJson, mediaTypeIn } from '../contract/contract.ts';
import type { BoundOperation, Document, JsonSchema } from '../document/model.ts';
import { statusKey } from '../document/model.ts';
import { randomOfText, type Values } from '../schema/index.ts';
import type { Answer } from './answers.ts';
import { bytesOf } from './mediaTypes.ts';
import { Prism } from './prism.ts';

/** How often Prism may try to make up a body that is valid. */
const ATTEMPTS = 20;

export class MadeUp {
  readonly prism: Prism;
  readonly #contract: Contract;
  readonly #values: Values;

  /** @param values makes values for responses */
  constructor(document: Document, contract: Contract, values: Values) {
    this.prism = new Prism(document);
    this.#contract = contract;
    this.#values = values;
  }

  /** An answer with another body; the same one where nothing can be made up. */
  async insteadOf(
    operation: BoundOperation,
    answer: Answer,
    seed: string | undefined,
  ): Promise<Answer> {
    const { mediaType = '', status } = answer;
    const response = operation.responses[statusKey(operation.responses, status) ?? ''];
    const essence = essenceOf(mediaType);
    const schema = mediaTypeIn(response?.content ?? {}, essence)?.schema;
    if (!schema || !isJson(essence)) return answer;
    const found = await this.#value(operation, answer, schema, seed);
    if (!found) return answer;
    const { value, source } = found;
    return { ...answer, value, body: bytesOf(mediaType, value), problem: undefined, source };
  }

  async #value(
    operation: BoundOperation,
    { status, headers, mediaType = '' }: Answer,
    schema: JsonSchema,
    seed: string | undefined,
  ): Promise<{ readonly value: unknown; readonly source: string } | undefined> {
    const received = new Headers({ ...headers, 'Content-Type': mediaType });
    const isRight = (body: unknown) =>
      this.#contract.checkResponse(operation, { status, headers: received, body }).length === 0;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const own = seed === undefined ? undefined : `${seed}${attempt || ''}`;
      const value = await this.prism.value(schema, own);
      if (value === undefined) break;
      if (isRight(value)) return { value, source: 'made up by Prism' };
    }
    const value = this.#values.valid(schema, { optional: 0.7 }, randomOfText(seed));
    return value === undefined ? undefined : { value, source: 'made up from the schema' };
  }
}
