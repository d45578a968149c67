/**
 * Reads requests as a document says: finds their values, checks each by its schema, and fills in
 * defaults. Schemas are compiled once an operation.
 *
 * @module
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { essenceOf, isJson, mediaTypeIn } from '../contract/contract.ts';
import {
  type BoundOperation,
  type Document,
  isData,
  type JsonSchema,
  type Parameter,
  resolve,
} from '../contract/document.ts';
import { type FieldFault, invalidFields, MockFailure } from './failure.ts';

/** The values of a request, with defaults, as their schemas want them. */
export type RequestValues = {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** JSON parsed; the fields of a form, files as `File`; other bytes as they came. */
  readonly body: unknown;
};

export type ReceivedRequest = {
  readonly pathname: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
};

type Place = 'path' | 'query' | 'header';
type Values = Record<string, unknown>;
type Compiled = {
  readonly pathPattern: RegExp;
  readonly pathNames: readonly string[];
  readonly places: Readonly<Record<Place, Checked | undefined>>;
  readonly bodies: Map<string, ValidateFunction>;
};
type Checked = { readonly parameters: readonly Parameter[]; readonly validate: ValidateFunction };

/** Headers that are described elsewhere in a document (OpenAPI 3.1.1, section 4.8.12.2). */
const notParameters = new Set(['accept', 'content-type', 'authorization']);
/** What any bytes are, whatever else they may be (RFC 2046, section 4.5.1). */
const OCTETS = 'application/octet-stream';
/** Stands for bytes in a check of their schema. */
const BYTES = '';
const none: Values = Object.freeze({});

export class Requests {
  readonly #document: Document;
  readonly #refuseUnknownQuery: boolean;
  readonly #compiled = new Map<BoundOperation, Compiled>();
  /** For text, of which numbers and booleans are read. */
  readonly #text = ajv({ coerceTypes: 'array' });
  readonly #json = ajv({});

  /** @param refuseUnknownQuery whether a parameter that the operation does not have is a fault */
  constructor(document: Document, refuseUnknownQuery: boolean) {
    this.#document = document;
    this.#refuseUnknownQuery = refuseUnknownQuery;
    const located = withAbsoluteReferences(document);
    for (const each of [this.#text, this.#json]) each.addSchema(located as object, 'document:');
  }

  /** @throws MockFailure `invalid_request`, `unsupported_media_type` or `unsupported_content_coding`, with all
   *   fields at fault */
  async read(operation: BoundOperation, request: ReceivedRequest): Promise<RequestValues> {
    const { params, query, headers } = this.parameters(operation, request);
    return { params, query, headers, body: await this.#body(operation, request) };
  }

  /** What `read` gives, for an operation without a body. */
  parameters(
    operation: BoundOperation,
    { pathname, query, headers }: Omit<ReceivedRequest, 'body'>,
  ): Omit<RequestValues, 'body'> {
    const { pathPattern, pathNames, places } = this.#of(operation);
    const faults: FieldFault[] = [];
    const check = (place: Place, read: (parameter: Parameter) => unknown): Values => {
      const checked = places[place];
      if (!checked) return none;
      const values: Values = {};
      for (const parameter of checked.parameters) {
        const value = read(parameter);
        if (value !== undefined) values[nameIn(place, parameter)] = value;
      }
      if (!checked.validate(values)) faults.push(...faultsOf(place, checked.validate.errors));
      return values;
    };
    const found = places.path && pathPattern.exec(pathname);
    const values = {
      params: check('path', ({ name }) => {
        const text = found?.[pathNames.indexOf(name) + 1];
        return text === undefined ? undefined : decoded(text);
      }),
      query: check('query', (parameter) => this.#queryValue(parameter, query)),
      headers: check('header', ({ name }) => headers[name.toLowerCase()]),
    };
    // Where an operation refuses nothing, this is not refused either.
    if (this.#refuseUnknownQuery && '400' in operation.responses) {
      faults.push(...unknownIn(operation, query));
    }
    if (faults.length > 0) throw invalidFields(faults);
    return values;
  }

  #queryValue({ name, explode, schema }: Parameter, query: URLSearchParams): unknown {
    const given = query.getAll(name);
    if (given.length === 0) return undefined;
    const isList = resolve<JsonSchema>(this.#document, schema ?? {}).type === 'array';
    if (isList) return explode === false ? given.flatMap((text) => text.split(',')) : given;
    return given.length === 1 ? given[0] : given;
  }

  async #body(operation: BoundOperation, { headers, body }: ReceivedRequest): Promise<unknown> {
    const { requestBody, responses } = operation;
    if (!requestBody) return undefined;
    const contentType = String(headers['content-type'] ?? '');
    const type = essenceOf(contentType);
    const [first] = Object.keys(requestBody.content);
    const known = mediaTypeIn(requestBody.content, type);
    const entry = known ?? requestBody.content[first ?? ''];
    const coding = String(headers['content-encoding'] ?? 'identity');
    if (coding.toLowerCase() !== 'identity' && '415' in responses) {
      const detail =
        'The Content-Encoding is not supported; send the body as it is, without the header';
      const taken = { headers: { 'Accept-Encoding': 'identity' } };
      throw new MockFailure('unsupported_content_coding', detail, taken);
    }
    if (body.length === 0 && entry?.schema?.format !== 'binary') {
      if (!requestBody.required) return undefined;
      throw invalidFields([{ pointer: '#/body', message: 'Is required' }]);
    }
    // Where a document has no refusal for it, or takes octets, any type is taken as it comes.
    const isAny = !('415' in responses) || OCTETS in requestBody.content;
    if (!known && !isAny) {
      const listed = Object.keys(requestBody.content).join(', ');
      throw new MockFailure('unsupported_media_type', `Send the body as ${listed}`);
    }
    if (isJson(type)) return this.#checked(operation, type, entry?.schema, parsed(body));
    if (type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded') {
      return this.#form(operation, type, entry?.schema, await formOf(body, contentType));
    }
    return body;
  }

  #checked(
    operation: BoundOperation,
    type: string,
    schema: JsonSchema | undefined,
    value: unknown,
    ajv = this.#json,
  ): unknown {
    if (!schema) return value;
    const { bodies } = this.#of(operation);
    let validate = bodies.get(type);
    if (!validate) {
      validate = ajv.compile(withAbsoluteReferences(schema));
      bodies.set(type, validate);
    }
    if (!validate(value)) throw invalidFields(faultsOf('body', validate.errors));
    return value;
  }

  #form(
    operation: BoundOperation,
    type: string,
    schema: JsonSchema | undefined,
    form: FormData,
  ): unknown {
    const fields: Values = {};
    const files: Values = {};
    for (const name of new Set(form.keys())) {
      const values = form.getAll(name);
      const file = values.find((value) => typeof value !== 'string');
      if (file) files[name] = file;
      fields[name] = file ? BYTES : values.length === 1 ? values[0] : values;
    }
    const checked = this.#checked(operation, type, schema, fields, this.#text);
    return { ...(checked as Values), ...files };
  }

  #of(operation: BoundOperation): Compiled {
    const known = this.#compiled.get(operation);
    if (known) return known;
    const pathNames = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
    const literals = operation.path
      .split(/\{[^}]+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const compiled: Compiled = {
      pathPattern: new RegExp(`^${literals.join('([^/]+)')}$`),
      pathNames,
      places: {
        path: this.#compile(operation, 'path'),
        query: this.#compile(operation, 'query'),
        header: this.#compile(operation, 'header'),
      },
      bodies: new Map(),
    };
    this.#compiled.set(operation, compiled);
    return compiled;
  }

  #compile(operation: BoundOperation, place: Place): Checked | undefined {
    const parameters = operation.parameters.filter(
      (each) =>
        each.in === place && !(place === 'header' && notParameters.has(each.name.toLowerCase())),
    );
    if (parameters.length === 0) return undefined;
    const properties = parameters.map((each) => [
      nameIn(place, each),
      // A value that is not plain text, such as JSON in a query, is not looked at.
      each.content ? {} : withAbsoluteReferences(each.schema ?? {}),
    ]);
    const required = parameters.filter((each) => each.required).map((each) => nameIn(place, each));
    const schema = { type: 'object', properties: Object.fromEntries(properties), required };
    return { parameters, validate: this.#text.compile(schema) };
  }
}

function ajv(options: ConstructorParameters<typeof Ajv2020>[0]): Ajv2020 {
  const made = new Ajv2020({
    strict: false,
    allErrors: true,
    useDefaults: true,
    validateSchema: false,
    // A format that ajv does not know only tells a reader something.
    logger: false,
    multipleOfPrecision: 8,
    ...options,
  });
  addFormats.default(made);
  return made;
}

/** Names of headers are the same in any case. */
const nameIn = (place: Place, { name }: Parameter): string =>
  place === 'header' ? name.toLowerCase() : name;

/** A part of a document whose references can be followed from anywhere. */
function withAbsoluteReferences<T>(value: T, isFromData = false): T {
  if (typeof value !== 'object' || value === null || isFromData) return value;
  if (Array.isArray(value)) return value.map((each) => withAbsoluteReferences(each)) as T;
  const copy = Object.entries(value).map(([key, each]) => [
    key,
    key === '$ref' && typeof each === 'string' && each.startsWith('#')
      ? `document:${each}`
      : withAbsoluteReferences(each, isData(key)),
  ]);
  return Object.fromEntries(copy);
}

/** Preferences are no parameters of the operation. */
function unknownIn({ parameters }: BoundOperation, query: URLSearchParams): FieldFault[] {
  const known = (name: string) =>
    name.startsWith('__') || parameters.some((each) => each.in === 'query' && each.name === name);
  return [...new Set(query.keys())]
    .filter((name) => !known(name))
    .map((name) => ({
      pointer: `#/query/${escaped(name)}`,
      message: 'Unknown query parameter',
    }));
}

function faultsOf(place: Place | 'body', errors: readonly ErrorObject[] | null | undefined) {
  return (errors ?? []).map(({ instancePath, message = 'is not valid', params }): FieldFault => {
    const { missingProperty, additionalProperty, allowedValues } = params;
    const name = missingProperty ?? additionalProperty;
    const pointer = `#/${place}${instancePath}${name === undefined ? '' : `/${escaped(String(name))}`}`;
    if (missingProperty !== undefined) return { pointer, message: 'Is required' };
    if (additionalProperty !== undefined) return { pointer, message: 'Unknown field' };
    return {
      pointer,
      message: Array.isArray(allowedValues) ? `${message}: ${allowedValues.join(', ')}` : message,
    };
  });
}

/** RFC 6901, section 3. */
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw invalidFields([{ pointer: '#/body', message: 'Must be valid JSON' }]);
  }
}

async function formOf(body: Buffer, contentType: string): Promise<FormData> {
  try {
    const bytes = new Uint8Array(body);
    return await new Response(bytes, { headers: { 'Content-Type': contentType } }).formData();
  } catch {
    throw invalidFields([{ pointer: '#/body', message: 'Must be a form that can be read' }]);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
