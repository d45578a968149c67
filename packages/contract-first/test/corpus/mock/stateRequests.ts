/**
 * Valid requests about one resource: its id and those of what it is below are those of the mock's state.
 *
 * @module
 */
import { type Document, isJson, type JsonSchema } from 'contract-first/contract';
import type { Values } from 'contract-first/schema';
import { isSchema, type Parameter } from '../../../src/document/model.ts';
import type { ScopePart, StateOperation } from '../../../src/mock/state/resources.ts';
import { valueIn, withValue } from '../../../src/mock/state/shapes.ts';
import type { StoredRecord } from '../../../src/mock/state/store.ts';
import type { Inputs, WireRequest } from '../../../src/verify/exchange.ts';
import { bodyTypes, schemaOf, validInputs } from '../../../src/verify/inputs.ts';
import type { Pool } from '../../../src/verify/pool.ts';
import { isAcceptedAsText, toWire } from '../../../src/verify/wire.ts';
import { withCredentials } from '../credentials.ts';
import { framing, isIncomplete } from '../requests.ts';
import { isValidForm } from './formFields.ts';

/** How a request comes about: with examples or made up, with the required values only or all. */
export type RequestManner = { readonly byExample: boolean; readonly optional: 0 | 1 };

export type StateSources = {
  readonly document: Document;
  readonly values: Values;
  readonly pool: Pool;
};

const TRIES = 5;
const JSON_PATCH = /json-patch/;

/** The requests about one resource, all below the same others. */
export class StateRequests {
  readonly #sources: StateSources;
  readonly #parentOf: (part: ScopePart) => string | undefined;
  /** The ids of what the resource is below, by the path of what they name. */
  readonly #above = new Map<string, unknown>();

  /** @param parentOf the id of a resource that the mock holds; undefined if it holds none */
  constructor(sources: StateSources, parentOf: (part: ScopePart) => string | undefined) {
    this.#sources = sources;
    this.#parentOf = parentOf;
  }

  /**
   * A valid request; undefined if the document allows none, such as for a value that no serialization is
   * defined for.
   *
   * @param record what it is about; undefined for lists and creates
   */
  of(
    operation: StateOperation,
    record: StoredRecord | undefined,
    manner: RequestManner,
  ): WireRequest | undefined {
    const { document } = this.#sources;
    const { bound } = operation;
    const types = bound.requestBody ? bodyTypes(bound) : [];
    const type =
      types.find((each) => isJson(each) && !JSON_PATCH.test(each)) ??
      types.find((each) => /form/.test(each)) ??
      types[0];
    for (let tries = 0; tries < TRIES; tries++) {
      const made = validInputs(bound, { ...this.#sources, given: {} }, manner, type);
      const path = { ...made.path, ...this.#ids(operation, record) };
      const inputs = this.#withId(operation, record, { ...made, path });
      if (isIncomplete(bound, inputs)) continue;
      // `null`, which many schemas allow, creates nothing.
      if (inputs.body && operation.request && inputs.body.value === null) continue;
      const request = toWire(document, bound, inputs);
      if (!request || Object.keys(request.headers).some((name) => framing.test(name))) continue;
      // As a form, the request would be invalid.
      if (isValidForm(bound, inputs, this.#accepts) === false) continue;
      return withCredentials(document, bound, request);
    }
    return undefined;
  }

  readonly #accepts = (schema: JsonSchema, value: unknown): boolean =>
    this.#sources.values.validator.accepts(schema, value);

  /** The ids in the path. */
  #ids(
    { bound, key, scope }: StateOperation,
    record: StoredRecord | undefined,
  ): Record<string, unknown> {
    const ids: Record<string, unknown> = {};
    const inPath = bound.parameters.filter(({ in: place }) => place === 'path');
    for (const parameter of inPath) {
      if (parameter.name === key) {
        if (record) ids[key] = record.key;
        continue;
      }
      const part = scope.find((each) => each.parameter === parameter.name);
      const value = part && this.#idAbove(part, parameter);
      if (value !== undefined) ids[parameter.name] = value;
    }
    return ids;
  }

  #idAbove(part: ScopePart, parameter: Parameter): unknown {
    const schema = schemaOf(parameter);
    const { values } = this.#sources;
    const isRight = (value: unknown) =>
      value !== undefined && isAcceptedAsText(values.validator, schema, value);
    const known = this.#above.get(part.path) ?? this.#parentOf(part);
    if (isRight(known)) return known;
    for (let tries = 0; tries < 20; tries++) {
      const made = values.valid(schema, { byExample: tries === 0, optional: 0, plain: tries < 2 });
      if (!isRight(made) || /[/?#]|^\.*$/.test(String(made))) continue;
      this.#above.set(part.path, made);
      return made;
    }
    return undefined;
  }

  /** A request that names the resource in its body only, or changes nothing if only a JSON Patch can. */
  #withId(
    { role, key, queryKey, resource, request }: StateOperation,
    record: StoredRecord | undefined,
    inputs: Inputs,
  ): Inputs {
    const { body } = inputs;
    if (queryKey !== undefined && record) {
      return { ...inputs, query: { ...inputs.query, [queryKey]: record.key } };
    }
    if (!body) return inputs;
    if (JSON_PATCH.test(body.mediaType)) return { ...inputs, body: { ...body, value: [] } };
    const { idField } = resource;
    const isChange = role === 'replace' || role === 'update';
    const isByBody = isChange && key === undefined && !resource.isSingle;
    if (!isByBody || idField === undefined || !record) return inputs;
    const at = isSchema(valueIn(body.value, request?.at ?? [])) ? (request?.at ?? []) : [];
    const value = withValue(body.value, [...at, idField], record.value[idField]);
    return { ...inputs, body: { ...body, value } };
  }
}
