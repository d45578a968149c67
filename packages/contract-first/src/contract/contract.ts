import type { ErrorObject } from 'ajv/dist/2020.js';
import {
  type BoundOperation,
  type Document,
  type Header,
  isSchema,
  type JsonSchema,
  operations,
  resolve,
  statusKey,
} from '../document/model.ts';
import { valueAt } from '../document/tree.ts';
import { SchemaCompiler } from '../schema/compiler.ts';
import { booleanFromText, numberFromText } from '../schema/fromText.ts';
import { essenceOf, isJson } from './mediaTypes.ts';
import { PathTemplate, segmentsOf } from './pathTemplate.ts';
import { PathTree } from './pathTree.ts';

export { essenceOf, isJson };

/** A response as it came over the wire. */
export type ReceivedResponse = {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body of a JSON response, the text of another, undefined where it was not read. */
  readonly body?: unknown;
  /**
   * The items of a stream, as far as it was read: objects with the fields of events, or JSON values;
   * undefined stands for an item that is not valid JSON.
   */
  readonly items?: readonly unknown[];
};

/** One way in which a response is not what the document promises. */
export type Violation = {
  /** What was looked at: `status`, `media type`, `body /items/0/size`, `header ETag`. */
  readonly where: string;
  readonly message: string;
  /** Whether the document does not declare what was found, and does not forbid it either. */
  readonly isUndeclared?: true;
};

/** How often properties are removed: each time, those below them may show. */
const MOST_ROUNDS = 8;

/** A document made ready to match requests and check responses. */
export class Contract {
  readonly document: Document;
  readonly operations: ReadonlyMap<string, BoundOperation>;
  /** The operations of each path. */
  readonly #paths: PathTree<BoundOperation[]>;
  /**
   * Closed: a client may meet unknown properties one day; a server that sends one today has left its
   * contract.
   */
  readonly #schemas: SchemaCompiler;
  /** As they are written: what they do not forbid may be there. */
  readonly #open: SchemaCompiler;

  /** @param document a bundled document, with local references only */
  constructor(document: Document) {
    this.document = document;
    const bound = operations(document);
    this.operations = new Map(bound.map((each) => [each.id, each]));
    this.#paths = pathsOf(bound);
    this.#schemas = new SchemaCompiler(
      document,
      { isClosed: true, direction: 'response' },
      { allErrors: true },
    );
    this.#open = new SchemaCompiler(
      document,
      { isClosed: false, direction: 'response' },
      { allErrors: true },
    );
  }

  /** The operation that a request is for, or undefined where the document has none. */
  match(method: string, pathname: string): BoundOperation | undefined {
    const wanted = method.toLowerCase();
    return this.#at(pathname).find((bound) => bound.method.toLowerCase() === wanted);
  }

  /** The methods, as requests name them, that the document has at an address; empty where it has none. */
  methodsAt(pathname: string): string[] {
    return this.#at(pathname).map(({ method }) => method.toUpperCase());
  }

  /** How many paths of the document an address fits; a server may take it for any of them. */
  pathsAt(pathname: string): number {
    return this.#paths.count(segmentsOf(pathname));
  }

  /** The operations of the one path that an address is for, whatever methods others that fit have. */
  #at(pathname: string): readonly BoundOperation[] {
    return this.#paths.find(segmentsOf(pathname)) ?? [];
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
        violations.push({
          ...{ where: 'body', message: 'present, but none is documented' },
          ...(status !== 204 && status !== 304 && { isUndeclared: true }),
        });
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
    for (const [at, item] of (received.items ?? []).entries()) {
      if (!media?.itemSchema) break;
      violations.push(
        ...(item === undefined
          ? [{ where: `body item ${at}`, message: 'is not valid JSON' }]
          : this.#check(media.itemSchema, item, `body item ${at}`)),
      );
    }
    return violations;
  }

  /**
   * Whether a JSON body is what the document promises for a status and a media type; anything is,
   * where it says nothing.
   */
  acceptsBody(
    { responses }: BoundOperation,
    status: number,
    mediaType: string,
    body: unknown,
  ): boolean {
    const { content = {} } = responses[statusKey(responses, status) ?? ''] ?? {};
    const schema = mediaTypeIn(content, essenceOf(mediaType))?.schema;
    return schema === undefined || this.#schemas.compile(schema)(body);
  }

  /**
   * A value without the properties that a schema does not declare, and their names.
   *
   * @returns undefined if the schema does not accept the rest
   */
  declaredPart(
    schema: JsonSchema,
    value: unknown,
  ): { readonly value: unknown; readonly removed: readonly string[] } | undefined {
    const validate = this.#schemas.compile(schema);
    if (validate(value)) return { value, removed: [] };
    const rest = structuredClone(value);
    const removed = new Set<string>();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if (validate(rest)) return { value: rest, removed: [...removed] };
      let isChanged = false;
      // What is deepest first: with it gone, more of what is around may be declared.
      const errors = (validate.errors ?? []).filter(({ params }) => undeclaredIn(params));
      const depth = Math.max(...errors.map(({ instancePath }) => depthOf(instancePath)));
      for (const { instancePath, params } of errors) {
        if (depthOf(instancePath) < depth) continue;
        const name = undeclaredIn(params);
        const holder = valueAt(rest, `#${instancePath}`);
        if (typeof name !== 'string' || typeof holder !== 'object' || holder === null) continue;
        if (!Object.hasOwn(holder, name)) continue;
        Reflect.deleteProperty(holder, name);
        removed.add(name);
        isChanged = true;
      }
      if (!isChanged) return undefined;
    }
    return undefined;
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
    const validate = this.#schemas.compile(schema);
    if (validate(value)) return [];
    const validateOpen = this.#open.compile(schema);
    const isUndeclared = validateOpen(value);
    // What is undeclared is allowed in errors, and shows once the rest is valid.
    const { errors } = isUndeclared ? validate : validateOpen;
    return (errors ?? []).map((error) => ({
      where: error.instancePath ? `${where} ${error.instancePath}` : where,
      message: `${messageOf(error)}${nameIn(error.params)}`,
      ...(isUndeclared && { isUndeclared }),
    }));
  }
}

/** What goes one way only has a schema that nothing is valid by. */
const messageOf = ({ keyword, message = 'is not valid' }: ErrorObject): string =>
  keyword === 'false schema' ? 'must not be present' : message;

type ErrorParams = Readonly<Record<string, unknown>>;

/** The property that is too many, where an error is about one. */
const undeclaredIn = (params: ErrorParams): unknown =>
  params.additionalProperty ?? params.unevaluatedProperty;

const depthOf = (pointer: string): number => pointer.split('/').length;

function nameIn(params: ErrorParams): string {
  const name = undeclaredIn(params);
  return name === undefined ? '' : ` ("${name}")`;
}

function pathsOf(bound: readonly BoundOperation[]): PathTree<BoundOperation[]> {
  const tree = new PathTree<BoundOperation[]>();
  const byPath = new Map<string, BoundOperation[]>();
  for (const each of bound) {
    // Paths that differ in the names of parameters alone are one to a request.
    const key = each.path.replaceAll(/\{[^}]*\}/g, '{}');
    const known = byPath.get(key);
    if (known) known.push(each);
    else {
      const operations = [each];
      byPath.set(key, operations);
      tree.add(new PathTemplate(each.path), operations);
    }
  }
  return tree;
}

/** The entry for a media type: itself, else its range, else any (OpenAPI 3.1.1, section 4.8.17). */
export function mediaTypeIn<T>(
  content: Readonly<Record<string, T>>,
  mediaType: string,
): T | undefined {
  const entries = new Map(Object.entries(content).map(([key, entry]) => [essenceOf(key), entry]));
  const range = `${mediaType.split('/')[0]}/*`;
  return entries.get(mediaType) ?? entries.get(range) ?? entries.get('*/*');
}
