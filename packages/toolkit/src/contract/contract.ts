import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { booleanFromText, numberFromText } from '../zod/text.ts';
import {
  type BoundOperation,
  type Document,
  type Header,
  type JsonSchema,
  operations,
  resolve,
} from './document.ts';

/** A response as it came over the wire. */
export type ReceivedResponse = {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body of a JSON response, the text of another, undefined where it was not read. */
  readonly body?: unknown;
};

/** One way in which a response is not what the document promises. */
export type Violation = {
  /** What was looked at: `status`, `media type`, `body /items/0/size`, `header ETag`. */
  readonly where: string;
  readonly message: string;
};

/** A document made ready to match requests and check responses. */
export class Contract {
  readonly document: Document;
  readonly operations: ReadonlyMap<string, BoundOperation>;
  readonly #matchers: readonly { readonly pattern: RegExp; readonly bound: BoundOperation }[];
  readonly #ajv: Ajv2020;
  readonly #validators = new Map<JsonSchema, ValidateFunction>();

  /** @param document a bundled document, with local references only */
  constructor(document: Document) {
    this.document = document;
    const bound = operations(document);
    this.operations = new Map(bound.map((each) => [each.id, each]));
    // A literal path goes before one with parameters (OpenAPI 3.1.1, section 4.8.8.2).
    this.#matchers = bound
      .map((each) => ({ pattern: pathPattern(each.path), bound: each }))
      .sort((a, b) => parameterCount(a.bound.path) - parameterCount(b.bound.path));
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
    addFormats.default(this.#ajv);
    this.#ajv.addFormat('binary', true);
    this.#ajv.addSchema({ $id: 'contract:', ...(closed(document) as Document) }, 'contract:');
  }

  /** The operation that a request is for, or undefined where the document has none. */
  match(method: string, pathname: string): BoundOperation | undefined {
    const wanted = method.toLowerCase();
    return this.#matchers.find(
      ({ pattern, bound }) => bound.method === wanted && pattern.test(pathname),
    )?.bound;
  }

  /** The methods, in upper case, that the document has at an address; empty where it has none. */
  methodsAt(pathname: string): string[] {
    return this.#matchers
      .filter(({ pattern }) => pattern.test(pathname))
      .map(({ bound }) => bound.method.toUpperCase());
  }

  /**
   * Checks a response's status, media type, headers and body against the document.
   *
   * @returns what is wrong; empty where the response is as promised
   */
  checkResponse(operation: BoundOperation, received: ReceivedResponse): Violation[] {
    const { status, headers, body } = received;
    const response = operation.responses[String(status)] ?? operation.responses.default;
    if (!response) {
      const listed = Object.keys(operation.responses).join(', ');
      return [{ where: 'status', message: `${status} is not one of ${listed}` }];
    }
    const violations: Violation[] = [];
    for (const [name, value] of Object.entries(response.headers ?? {})) {
      violations.push(...this.#checkHeader(name, resolve<Header>(this.document, value), headers));
    }
    const mediaType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
    const content = response.content;
    if (!content) {
      if (body !== undefined && body !== '') {
        violations.push({ where: 'body', message: 'there is one, and none is documented' });
      }
      return violations;
    }
    const media = mediaType === undefined ? undefined : mediaTypeIn(content, mediaType);
    if (!media) {
      const listed = Object.keys(content).join(', ');
      violations.push({
        where: 'media type',
        message: `${mediaType ?? 'none'} is not one of ${listed}`,
      });
    } else if (media.schema && body !== undefined && isJson(mediaType ?? '')) {
      violations.push(...this.#check(media.schema, body, 'body'));
    }
    return violations;
  }

  #checkHeader(name: string, header: Header, headers: Headers): Violation[] {
    const where = `header ${name}`;
    const text = headers.get(name);
    if (text === null) return header.required ? [{ where, message: 'is missing' }] : [];
    if (!header.schema) return [];
    const { type } = resolve<JsonSchema>(this.document, header.schema);
    const value =
      type === 'integer' || type === 'number'
        ? numberFromText(text)
        : type === 'boolean'
          ? booleanFromText(text)
          : text;
    return this.#check(header.schema, value, where);
  }

  #check(schema: JsonSchema, value: unknown, where: string): Violation[] {
    let validate = this.#validators.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(absoluteReferences(closed(schema) as JsonSchema));
      this.#validators.set(schema, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => ({
      where: error.instancePath ? `${where} ${error.instancePath}` : where,
      message: `${error.message ?? 'is not valid'}${error.params.additionalProperty ? ` ("${error.params.additionalProperty}")` : ''}`,
    }));
  }
}

function pathPattern(path: string): RegExp {
  const literal = path
    .split(/\{[^}]+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^/]+')}$`);
}

const parameterCount = (path: string): number => path.split('{').length - 1;

export const isJson = (mediaType: string): boolean => /^application\/(.+\+)?json$/.test(mediaType);

/** The entry for a media type: itself, else its range, else any (OpenAPI 3.1.1, section 4.8.17). */
function mediaTypeIn<T>(content: Readonly<Record<string, T>>, mediaType: string): T | undefined {
  const range = `${mediaType.split('/')[0]}/*`;
  return content[mediaType] ?? content[range] ?? content['*/*'];
}

/**
 * A part of a document whose objects have the documented properties and no others. A client may
 * meet unknown properties one day; a server that sends one today has left its contract.
 */
function closed(value: unknown, isBranch = false): unknown {
  if (Array.isArray(value)) return value.map((each) => closed(each, isBranch));
  if (typeof value !== 'object' || value === null) return value;
  // Marked as something whose keys are its own.
  if ('x-opaque' in value && value['x-opaque'] === true) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) {
    // Each branch of `allOf` knows only its own properties.
    copy[key] = closed(each, key === 'allOf');
  }
  const isObject = copy.type === 'object' && copy.properties !== undefined;
  const isSaid = 'additionalProperties' in copy || 'unevaluatedProperties' in copy;
  if (isObject && !isSaid && !isBranch) copy.additionalProperties = false;
  return copy;
}

/** A schema from inside the document, able to stand outside it. */
function absoluteReferences(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"contract:#/'));
}
