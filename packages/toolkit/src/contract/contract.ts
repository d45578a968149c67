import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { booleanFromText, numberFromText } from '../zod/text.ts';
import { ClosedSchemas } from './closed.ts';
import {
  type BoundOperation,
  type Document,
  follow,
  type Header,
  isSchema,
  type JsonSchema,
  operations,
  resolve,
  statusKey,
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
  /** By the number of segments, so that a request is compared with few. */
  readonly #matchers: ReadonlyMap<number, readonly Matcher[]>;
  readonly #ajv: Ajv2020;
  readonly #schemas: ClosedSchemas;
  readonly #validators = new Map<JsonSchema, ValidateFunction>();

  /** @param document a bundled document, with local references only */
  constructor(document: Document) {
    this.document = document;
    const bound = operations(document);
    this.operations = new Map(bound.map((each) => [each.id, each]));
    const matchers = new Map<number, Matcher[]>();
    for (const each of bound.map(matcherOf).sort((a, b) => (a.rank < b.rank ? -1 : 1))) {
      matchers.set(each.patterns.length, [...(matchers.get(each.patterns.length) ?? []), each]);
    }
    this.#matchers = matchers;
    this.#ajv = new Ajv2020({
      strict: false,
      // What an object inherits, such as `constructor`, is not a property that was sent.
      ownProperties: true,
      allErrors: true,
      validateSchema: false,
      // A format that ajv does not know only tells a reader something.
      logger: false,
      // 0.29 is a multiple of 0.01, although 0.29 / 0.01 is not an integer in binary
      multipleOfPrecision: 8,
    });
    addFormats.default(this.#ajv);
    this.#schemas = new ClosedSchemas(
      (reference) => follow<JsonSchema>(document, reference),
      (schema, id) => this.#ajv.addSchema(schema, id),
    );
  }

  /** The operation that a request is for, or undefined where the document has none. */
  match(method: string, pathname: string): BoundOperation | undefined {
    const wanted = method.toLowerCase();
    return this.#at(pathname).find((bound) => bound.method === wanted);
  }

  /** The methods, in upper case, that the document has at an address; empty where it has none. */
  methodsAt(pathname: string): string[] {
    return this.#at(pathname).map(({ method }) => method.toUpperCase());
  }

  /** The operations of the one path that an address is for, whatever methods others that fit have. */
  #at(pathname: string): BoundOperation[] {
    const segments = segmentsOf(pathname);
    const matchers = this.#matchers.get(segments.length) ?? [];
    const path = matchers.find(({ patterns }) => isMatch(patterns, segments))?.bound.path;
    return matchers.filter(({ bound }) => bound.path === path).map(({ bound }) => bound);
  }

  /**
   * Checks a response's status, media type, headers and body against the document.
   *
   * @returns what is wrong; empty where the response is as promised
   */
  checkResponse(operation: BoundOperation, received: ReceivedResponse): Violation[] {
    const { status, headers, body } = received;
    const key = statusKey(operation.responses, status);
    const response = key === undefined ? undefined : operation.responses[key];
    if (!response) {
      const listed = Object.keys(operation.responses).join(', ');
      return [{ where: 'status', message: `${status} is not one of ${listed}` }];
    }
    const violations: Violation[] = [];
    for (const [name, value] of Object.entries(response.headers ?? {})) {
      // What the content is, is said by `content` alone (OpenAPI 3.1.1, section 4.8.17).
      if (name.toLowerCase() === 'content-type') continue;
      violations.push(...this.#checkHeader(name, resolve<Header>(this.document, value), headers));
    }
    const mediaType = essenceOf(headers.get('content-type') ?? '');
    const { content = {} } = response;
    if (Object.keys(content).length === 0) {
      if (body !== undefined && body !== '') {
        violations.push({ where: 'body', message: 'there is one, and none is documented' });
      }
      return violations;
    }
    const media = mediaType === '' ? undefined : mediaTypeIn(content, mediaType);
    if (!media) {
      const listed = Object.keys(content).join(', ');
      violations.push({
        where: 'media type',
        message: `${mediaType || 'none'} is not one of ${listed}`,
      });
    } else if (media.schema && body !== undefined && isJson(mediaType)) {
      violations.push(...this.#check(media.schema, body, 'body'));
    }
    return violations;
  }

  #checkHeader(name: string, header: Header, headers: Headers): Violation[] {
    const where = `header ${name}`;
    const text = headers.get(name);
    if (text === null) return header.required ? [{ where, message: 'is missing' }] : [];
    if (!header.schema) return [];
    // A text may be read in several ways; it is right where one of them fits.
    const readings = this.#readings(header.schema, text).map((value) =>
      this.#check(header.schema ?? {}, value, where),
    );
    return readings.find((violations) => violations.length === 0) ?? readings[0] ?? [];
  }

  /** The values that the text of a header can stand for, the one its schema names first. */
  #readings(schema: JsonSchema, text: string): readonly unknown[] {
    const { type, items } = resolve<JsonSchema>(this.document, schema);
    const scalars = [...new Set([numberFromText(text), booleanFromText(text), text])];
    if (type === 'string') return [text];
    if (type !== 'array') return scalars;
    // An array is a list with commas (the style `simple`, OpenAPI 3.1.1, section 4.8.21).
    const parts = text === '' ? [] : text.split(',').map((part) => part.trim());
    const read = (part: string) => (isSchema(items) ? this.#readings(items, part)[0] : part);
    return [parts.map(read), parts];
  }

  #check(schema: JsonSchema, value: unknown, where: string): Violation[] {
    let validate = this.#validators.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(this.#schemas.close(schema));
      this.#validators.set(schema, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => ({
      where: error.instancePath ? `${where} ${error.instancePath}` : where,
      message: `${error.message ?? 'is not valid'}${nameIn(error.params)}`,
    }));
  }
}

/** The property that is too many, where an error is about one. */
function nameIn(params: Readonly<Record<string, unknown>>): string {
  const name = params.additionalProperty ?? params.unevaluatedProperty;
  return name === undefined ? '' : ` ("${name}")`;
}

type Matcher = {
  readonly bound: BoundOperation;
  /** One for each segment of the path. */
  readonly patterns: readonly RegExp[];
  /** Sorts a literal segment before one with a parameter (OpenAPI 3.1.1, section 4.8.8.2). */
  readonly rank: string;
};

function matcherOf(bound: BoundOperation): Matcher {
  const segments = bound.path.split('/');
  const rankOf = (segment: string) => {
    if (!segment.includes('{')) return '0';
    return /^\{[^}]+\}$/.test(segment) ? '2' : '1';
  };
  return { bound, patterns: segments.map(patternOf), rank: segments.map(rankOf).join('') };
}

function patternOf(segment: string): RegExp {
  const literals = segment
    .split(/\{[^}]+\}/)
    .map((part) => decoded(part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literals.join('.+')}$`, 's');
}

/** The segments of an address, each decoded: a `%2F` is part of one and does not end it. */
const segmentsOf = (pathname: string): string[] => pathname.split('/').map(decoded);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const isMatch = (patterns: readonly RegExp[], segments: readonly string[]): boolean =>
  patterns.every((pattern, index) => pattern.test(segments[index] ?? ''));

/** Whether a media type is JSON, by its name or its suffix (RFC 6839, section 3.1). */
export const isJson = (mediaType: string): boolean =>
  /^(application|text)\/json$|\+json$/i.test(mediaType);

/** A media type without its parameters. */
export const essenceOf = (mediaType: string): string =>
  mediaType.split(';')[0]?.trim().toLowerCase() ?? '';

/** The entry for a media type: itself, else its range, else any (OpenAPI 3.1.1, section 4.8.17). */
export function mediaTypeIn<T>(
  content: Readonly<Record<string, T>>,
  mediaType: string,
): T | undefined {
  const entries = new Map(Object.entries(content).map(([key, entry]) => [essenceOf(key), entry]));
  const range = `${mediaType.split('/')[0]}/*`;
  return entries.get(mediaType) ?? entries.get(range) ?? entries.get('*/*');
}
