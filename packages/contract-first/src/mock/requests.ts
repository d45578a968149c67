/**
 * Reads requests: finds their values, validates each by its schema, and fills in defaults. Schemas
 * are compiled once for each operation.
 *
 * @module
 */

import { isDecodable, PathTemplate } from '../contract/pathTemplate.ts';
import {
  cookiesOf,
  type Given,
  isNameOf,
  pairsOf,
  parameterValue,
  schemaOf,
  Unreadable,
} from '../contract/reading/parameters.ts';
import { Texts } from '../contract/reading/texts.ts';
import { escapedKey } from '../document/locations.ts';
import type { BoundOperation, Document, JsonSchema, Parameter } from '../document/model.ts';
import { Validator } from '../schema/validator.ts';
import { Bodies, type BodyOptions } from './bodies.ts';
import { Credentials } from './credentials.ts';
import { faultsOf, type RequestPart } from './faults.ts';
import type { RequestValues } from './handlers.ts';
import type { MockOptions } from './options.ts';
import { isPreference } from './prefer.ts';
import { type FieldFault, invalidFields } from './problemError.ts';
import { RequestSchemas } from './requestSchemas.ts';

export type ReceivedRequest = {
  readonly pathname: string;
  /** The query as it came, with its question mark. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
};

type Values = Record<string, unknown>;
type Compiled = {
  readonly path: PathTemplate;
  readonly places: ReadonlyMap<Parameter['in'], Checked>;
  /** Whether it documents a 400, be it by a range. Where an operation refuses nothing, fewer faults count. */
  readonly refuses: boolean;
};
type Checked = { readonly parameters: readonly Parameter[]; readonly schema: JsonSchema };

/** Headers that are described elsewhere in a document (OpenAPI 3.1.1, section 4.8.12.2). */
const notParameters = new Set(['accept', 'content-type', 'authorization']);
const none: Values = Object.freeze({});

export class Requests {
  readonly #refuseUnknownQuery: boolean;
  readonly #credentials: Credentials;
  readonly #compiled = new Map<BoundOperation, Compiled>();
  readonly #schemas: RequestSchemas;
  readonly #texts: Texts;
  readonly #bodies: Bodies;

  constructor(
    document: Document,
    {
      refuseUnknownQuery = false,
      ...bodyOptions
    }: Pick<MockOptions, 'refuseUnknownQuery'> & BodyOptions,
  ) {
    this.#refuseUnknownQuery = refuseUnknownQuery;
    this.#credentials = new Credentials(document);
    this.#schemas = new RequestSchemas(document);
    this.#texts = new Texts(document, new Validator(document, 'request'));
    this.#bodies = new Bodies(this.#schemas, this.#texts, bodyOptions);
  }

  /**
   * @throws ProblemError `invalid_request`, `unsupported_media_type` or `unsupported_content_coding`,
   *   with all fields at fault
   */
  async read(operation: BoundOperation, request: ReceivedRequest): Promise<RequestValues> {
    const values = this.#parameters(operation, request);
    const body = operation.requestBody && (await this.#bodies.read(operation, request));
    return { ...values, body };
  }

  #parameters(
    operation: BoundOperation,
    { pathname, search, headers }: ReceivedRequest,
  ): Omit<RequestValues, 'body'> {
    const { path, places, refuses } = this.#of(operation);
    const given: Given = {
      path: path.valuesIn(pathname) ?? new Map(),
      ...pairsOf(search),
      headers,
      cookies: places.has('cookie') ? cookiesOf(headers.cookie) : [],
    };
    const faults: FieldFault[] = [];
    const check = (place: RequestPart & Parameter['in']): Values => {
      const checked = places.get(place);
      if (!checked) return none;
      const values = new Map<string, unknown>();
      for (const parameter of checked.parameters) {
        const name = nameIn(place, parameter);
        try {
          const value = parameterValue(this.#texts, parameter, given) ?? this.#unwritten(parameter);
          if (value !== undefined) values.set(name, value);
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
          faults.push({ pointer: `#/${place}/${escapedKey(name)}`, message: error.message });
        }
      }
      const found: Values = Object.fromEntries(values);
      const errors = this.#schemas.check(checked.schema, found);
      if (errors.length > 0) faults.push(...faultsOf(place, errors));
      return found;
    };
    const values = {
      params: check('path'),
      query: check('query'),
      headers: check('header'),
      cookies: check('cookie'),
    };
    if (refuses && (pathname + search).includes('%')) {
      faults.push(...undecodable(path, pathname, given));
    }
    if (this.#refuseUnknownQuery && '400' in operation.responses) {
      const keys = this.#credentials.queryNamesOf(operation);
      faults.push(...unknownIn(this.#texts, operation, given, keys));
    }
    if (faults.length > 0) throw invalidFields(faults);
    return values;
  }

  /** A required object that has nothing written for it: none of its properties, each under its own name. */
  #unwritten({
    in: place,
    required,
    content,
    style = 'form',
    ...rest
  }: Parameter): object | undefined {
    if (!required || content || (place !== 'query' && place !== 'cookie')) return undefined;
    const isSpread = style === 'form' && rest.explode !== false;
    const schema = schemaOf(rest);
    return isSpread && this.#texts.isObject(schema) && !this.#texts.isScalar(schema)
      ? {}
      : undefined;
  }

  #of(operation: BoundOperation): Compiled {
    const known = this.#compiled.get(operation);
    if (known) return known;
    const places = new Map<Parameter['in'], Checked>();
    for (const place of ['path', 'query', 'header', 'cookie'] as const) {
      const parameters = operation.parameters.filter(
        (each) =>
          each.in === place && !(place === 'header' && notParameters.has(each.name.toLowerCase())),
      );
      if (parameters.length > 0) {
        places.set(place, { parameters, schema: this.#schemaOf(place, parameters) });
      }
    }
    const refuses = ['400', '4XX', 'default'].some((each) => each in operation.responses);
    const compiled = { path: new PathTemplate(operation.path), places, refuses };
    this.#compiled.set(operation, compiled);
    return compiled;
  }

  /** What the parameters of a place are together. */
  #schemaOf(place: RequestPart, parameters: readonly Parameter[]): JsonSchema {
    const properties = parameters.map((each) => {
      const schema = schemaOf(each);
      // One that a reference leads to would not be filled in.
      const { default: otherwise } = this.#texts.flat(schema);
      const isGiven = otherwise !== undefined;
      return [nameIn(place, each), isGiven ? { ...schema, default: otherwise } : schema];
    });
    const required = parameters
      .filter((each) => each.required || place === 'path')
      .map((each) => nameIn(place, each));
    return { type: 'object', properties: Object.fromEntries(properties), required };
  }
}

/** Names of headers are the same in any case. */
const nameIn = (place: RequestPart, { name }: Parameter): string =>
  place === 'header' ? name.toLowerCase() : name;

/** The parameters whose percent-encoding is invalid: they would be read as they are written. */
function undecodable(
  path: PathTemplate,
  pathname: string,
  { rawQuery }: Given,
): readonly FieldFault[] {
  const inQuery = rawQuery.filter((pair) => !pair.every(isDecodable)).map(([name]) => name);
  return [
    ...path.undecodableIn(pathname).map((name) => `#/path/${escapedKey(name)}`),
    ...[...new Set(inQuery)].map((name) => `#/query/${escapedKey(name)}`),
  ].map((pointer) => ({
    pointer,
    message: 'Invalid percent-encoding: must be UTF-8, with two hexadecimal digits after each "%"',
  }));
}

/**
 * The parameters that nothing of the operation reads; preferences are none of it.
 *
 * @param keys the names of those that carry credentials
 */
function unknownIn(
  texts: Texts,
  { parameters }: BoundOperation,
  { query }: Given,
  keys: readonly string[],
): FieldFault[] {
  const own = parameters.filter((each) => each.in === 'query');
  const known = (name: string) =>
    isPreference(name) || keys.includes(name) || own.some((each) => isNameOf(texts, each, name));
  return [...new Set(query.map(([name]) => name))]
    .filter((name) => !known(name))
    .map((name) => ({
      pointer: `#/query/${escapedKey(name)}`,
      message: 'Unknown query parameter',
    }));
}
