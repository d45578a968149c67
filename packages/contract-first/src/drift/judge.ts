import { Contract, essenceOf, isJson, mediaTypeIn } from '../contract/contract.ts';
import { PathTemplate } from '../contract/pathTemplate.ts';
import {
  type BoundOperation,
  type Document,
  type JsonSchema,
  statusKey,
} from '../document/model.ts';
import { operationPointer } from '../document/outgoing.ts';
import { escapeToken } from '../document/structure.ts';
import { SchemaCompiler } from '../schema/compiler.ts';
import { type Body, bodyOf, type HarEntry, type HarFault, type HarPair } from './har.ts';
import { maskedName, maskedPath, maskedPointer, maskedType } from './masked.ts';
import { isComposed, queryNames, readingsOf } from './parameters.ts';
import type { DriftFinding, DriftReport, DriftRule, Unjudged } from './rules.ts';
import { type Locate, locator } from './servers.ts';

type Direction = 'request' | 'response';
type Spot = { readonly operation: string; readonly pointer?: string };

/** Judges exchanges one after the other, and counts what it finds. No value of them is kept. */
export class DriftJudge {
  readonly #contract: Contract;
  readonly #document: Document;
  readonly #locate: Locate;
  readonly #found = new Map<string, DriftFinding & { count: number }>();
  readonly #seen = new Map<BoundOperation, number>();
  readonly #parameters = new Map<BoundOperation, Set<string>>();
  readonly #templates = new Map<BoundOperation, PathTemplate>();
  readonly #unjudged = new Map<Unjudged, number>();
  readonly #others = new Map<string, number>();
  /** The segments that paths of the document have as they are. */
  readonly #literals: ReadonlySet<string>;
  /** As written for what is invalid, closed for what is undocumented. */
  readonly #schemas: Readonly<
    Record<Direction, { readonly open: SchemaCompiler; readonly closed: SchemaCompiler }>
  >;
  #exchanges = 0;
  #matched = 0;

  /**
   * @param document bundled, with local references only
   * @param servers URLs of the server, if they are not those of the document
   */
  constructor(document: Document, servers: readonly string[] = []) {
    this.#document = document;
    this.#contract = new Contract(document);
    this.#literals = new Set(
      [...this.#contract.operations.values()].flatMap(({ path }) =>
        path.split('/').filter((segment) => !segment.includes('{')),
      ),
    );
    this.#locate = locator(document, servers);
    const pair = (direction: Direction) => ({
      open: new SchemaCompiler(document, { isClosed: false, direction }, { allErrors: true }),
      closed: new SchemaCompiler(document, { isClosed: true, direction }, { allErrors: true }),
    });
    this.#schemas = { request: pair('request'), response: pair('response') };
  }

  /** Judges one exchange of a recording. */
  add(entry: HarEntry | HarFault): void {
    if (typeof entry === 'string') {
      this.#skip(entry === 'incomplete' ? 'incomplete entry' : 'unreadable entry');
      return;
    }
    this.#exchanges++;
    const { request, response } = entry;
    const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) {
      this.#skip('unreadable entry');
      return;
    }
    const path = this.#locate(url);
    if (path === undefined) {
      this.#others.set(url.origin, (this.#others.get(url.origin) ?? 0) + 1);
      this.#skip('other server');
      return;
    }
    const { status } = response;
    const operation = this.#contract.match(request.method, path);
    if (!operation) {
      this.#unmatched(entry, path);
      return;
    }
    this.#matched++;
    this.#seen.set(operation, (this.#seen.get(operation) ?? 0) + 1);
    const isRefused = status >= 400;
    this.#request(operation, entry, url, path, isRefused);
    // A browser writes 0 for what it has blocked or cancelled.
    if (status < 100) {
      this.#skip('no response');
      return;
    }
    this.#response(operation, entry);
  }

  get report(): DriftReport {
    const unusedParameters = [...this.#seen.keys()].flatMap((bound) =>
      bound.parameters
        .filter((each) => each.in !== 'cookie')
        .map((each) => `${each.in} ${each.name}`)
        .filter((each) => !this.#parameters.get(bound)?.has(each))
        .map((parameter) => ({ operation: nameOf(bound), parameter })),
    );
    const all = [...this.#contract.operations.values()];
    return {
      exchanges: this.#exchanges,
      matched: this.#matched,
      findings: [...this.#found.values()].sort(
        (a, b) =>
          compare(a.operation, b.operation) || compare(a.rule, b.rule) || compare(a.where, b.where),
      ),
      operations: all
        .filter((each) => this.#seen.has(each))
        .map((each) => ({ operation: nameOf(each), count: this.#seen.get(each) ?? 0 })),
      unusedOperations: all.filter((each) => !this.#seen.has(each)).map(nameOf),
      unusedParameters,
      unjudged: Object.fromEntries(this.#unjudged),
      otherServers: Object.fromEntries(this.#others),
    };
  }

  #unmatched({ request: { method, headers }, response: { status } }: HarEntry, path: string): void {
    const isPreflight =
      method.toUpperCase() === 'OPTIONS' && headerOf(headers, 'access-control-request-method');
    if (isPreflight !== undefined && isPreflight !== false) {
      this.#skip('preflight');
      return;
    }
    if (status < 100) {
      this.#skip('no response');
      return;
    }
    // The server does not have it either.
    if ([404, 405, 501].includes(status)) {
      this.#skip('refused by the server');
      return;
    }
    const verb = /^[A-Za-z]{1,20}$/.test(method) ? method.toUpperCase() : '*';
    const operation = `${verb} ${maskedPath(path, this.#literals)}`;
    const others = this.#contract.methodsAt(path).join(', ');
    const message = others
      ? `answered with ${status}; the document has ${others} there`
      : `answered with ${status}; the document has no such path`;
    this.#find('undocumented-operation', { operation }, 'request', message);
  }

  #request(
    bound: BoundOperation,
    { request }: HarEntry,
    url: URL,
    path: string,
    isRefused: boolean,
  ): void {
    const pointer = pointerOf(bound);
    const operation = nameOf(bound);
    const used = this.#parameters.get(bound) ?? new Set<string>();
    this.#parameters.set(bound, used);
    const inPath = this.#templateOf(bound).valuesIn(path);
    for (const parameter of bound.parameters) {
      const { name, in: place, required } = parameter;
      const isReadable = !isComposed(this.#document, parameter);
      const texts =
        place === 'query'
          ? url.searchParams.getAll(name)
          : place === 'path'
            ? [inPath?.get(name)].filter((each) => each !== undefined)
            : place === 'header'
              ? [headerOf(request.headers, name)].filter((each) => each !== undefined)
              : [];
      const isPresent =
        texts.length > 0 ||
        (place === 'query' &&
          [...url.searchParams.keys()].some((key) => key.startsWith(`${name}[`)));
      if (isPresent) used.add(`${place} ${name}`);
      if (isRefused || place === 'cookie') continue;
      if (!isReadable) {
        if (isPresent) this.#skip('parameter of a composed style');
        continue;
      }
      const where = `${place} ${name}`;
      if (texts.length === 0) {
        // Recordings leave out headers for privacy, so that no missing one is a finding.
        if (required && place === 'query' && !isPresent) {
          this.#find('missing-parameter', { operation, pointer }, where, 'required, but not sent');
        }
        continue;
      }
      const { schema } = parameter;
      if (schema === undefined) continue;
      const validate = this.#schemas.request.open.compile(schema);
      const isValid = readingsOf(this.#document, parameter, texts).some((each) => validate(each));
      if (isValid) continue;
      const [error] = validate.errors ?? [];
      const message = error?.message ?? 'does not match its schema';
      this.#find('invalid-parameter', { operation, pointer }, where, message);
    }
    if (isRefused) return;
    const isDocumented = queryNames(this.#document, bound);
    for (const name of new Set(url.searchParams.keys())) {
      if (!isDocumented || isDocumented(name) || this.#isCredential(name)) continue;
      const where = `query ${maskedName(name)}`;
      this.#find('undocumented-parameter', { operation, pointer }, where, 'not documented');
    }
    this.#requestBody(bound, { operation, pointer }, request);
  }

  /** Whether a query parameter is the key of a security scheme. */
  #isCredential(name: string): boolean {
    return Object.values(this.#document.components?.securitySchemes ?? {}).some(
      (each) =>
        typeof each === 'object' &&
        each !== null &&
        Reflect.get(each, 'in') === 'query' &&
        Reflect.get(each, 'name') === name,
    );
  }

  #requestBody(
    { requestBody }: BoundOperation,
    spot: Spot,
    { postData, bodySize = 0, headers }: HarEntry['request'],
  ): void {
    const body = bodyOf(postData, bodySize);
    if ('missing' in body && body.missing === 'empty') {
      if (requestBody?.required) {
        this.#find('missing-body', spot, 'request body', 'required, but not sent');
      }
      return;
    }
    if (!requestBody) {
      this.#find('undocumented-body', spot, 'request body', 'the document has none');
      return;
    }
    const mediaType = essenceOf(postData?.mimeType ?? headerOf(headers, 'content-type') ?? '');
    const media = mediaTypeIn(requestBody.content, mediaType);
    if (!media) {
      if (mediaType === '') {
        this.#skip('body not readable');
        return;
      }
      const message = `${maskedType(mediaType)} is not one of ${Object.keys(requestBody.content).join(', ')}`;
      this.#find('undocumented-media-type', spot, 'request body', message);
      return;
    }
    this.#body('request', spot, 'request body', { mediaType, schema: media.schema, body });
  }

  #response(bound: BoundOperation, { request, response }: HarEntry): void {
    const { status } = response;
    const operation = nameOf(bound);
    const key = statusKey(bound.responses, status);
    // A cache of the client asked whether it is current; documents leave that to HTTP.
    if (status === 304 && key === undefined) return;
    const pointer = `${pointerOf(bound)}/responses`;
    if (key === undefined) {
      const listed = Object.keys(bound.responses).join(', ');
      const message = `${status} is not one of ${listed}`;
      this.#find('undocumented-status', { operation, pointer }, `response ${status}`, message);
      return;
    }
    const spot = { operation, pointer: `${pointer}/${escapeToken(key)}` };
    const where = `response ${status}`;
    this.#headers(bound, spot, where, response);
    if (request.method.toUpperCase() === 'HEAD' || status === 304) return;
    const body = bodyOf(response.content);
    const { content = {} } = bound.responses[key] ?? {};
    const isEmpty = 'missing' in body && body.missing === 'empty';
    if (Object.keys(content).length === 0) {
      if (!isEmpty) this.#find('undocumented-body', spot, `${where} body`, 'the document has none');
      return;
    }
    if (isEmpty) return;
    const mediaType = essenceOf(
      headerOf(response.headers, 'content-type') ?? response.content?.mimeType ?? '',
    );
    const media = mediaTypeIn(content, mediaType);
    if (!media) {
      if (mediaType === '' || mediaType === 'x-unknown') {
        this.#skip('body not readable');
        return;
      }
      const message = `${maskedType(mediaType)} is not one of ${Object.keys(content).join(', ')}`;
      this.#find('undocumented-media-type', spot, where, message);
      return;
    }
    this.#body('response', spot, `${where} body`, { mediaType, schema: media.schema, body });
  }

  /** Required headers and their values, unless the recording has none at all. */
  #headers(
    bound: BoundOperation,
    spot: Spot,
    where: string,
    { status, headers }: HarEntry['response'],
  ): void {
    if (headers.length === 0) return;
    const read = new Headers();
    for (const { name, value } of headers) {
      if (/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) read.append(name, value.replace(/[\r\n\0]+/g, ', '));
    }
    for (const violation of this.#contract.checkResponse(bound, { status, headers: read })) {
      if (!violation.where.startsWith('header ')) continue;
      this.#find('invalid-header', spot, `${where} ${violation.where}`, violation.message);
    }
  }

  #body(
    direction: Direction,
    spot: Spot,
    where: string,
    {
      mediaType,
      schema,
      body,
    }: { readonly mediaType: string; readonly schema: JsonSchema | undefined; readonly body: Body },
  ): void {
    if ('missing' in body) {
      const isRemoved = body.missing === 'removed';
      this.#skip(isRemoved ? 'body removed from the recording' : 'body not readable');
      return;
    }
    if (!isJson(mediaType)) {
      this.#skip('body not JSON');
      return;
    }
    if (schema === undefined) return;
    const rule = direction === 'request' ? 'invalid-request-body' : 'invalid-response-body';
    let value: unknown;
    try {
      value = JSON.parse(body.text.replace(/^\ufeff/, ''));
    } catch {
      if (body.isShort) {
        this.#skip('body truncated');
        return;
      }
      this.#find(rule, spot, where, 'is not JSON');
      return;
    }
    const { open, closed } = this.#schemas[direction];
    const validate = open.compile(schema);
    if (!validate(value)) {
      for (const { instancePath, keyword, message = 'is not valid' } of validate.errors ?? []) {
        // What is around a fault repeats it.
        if (['anyOf', 'oneOf', 'if'].includes(keyword) && (validate.errors?.length ?? 0) > 1)
          continue;
        const place = instancePath ? `${where} ${maskedPointer(instancePath)}` : where;
        const text = keyword === 'false schema' ? 'must not be present' : message;
        this.#find(rule, spot, place, text);
      }
      return;
    }
    const exact = closed.compile(schema);
    if (exact(value)) return;
    for (const { instancePath, params } of exact.errors ?? []) {
      const name: unknown = params.additionalProperty ?? params.unevaluatedProperty;
      if (typeof name !== 'string') continue;
      const place = `${where} ${maskedPointer(instancePath)}/${maskedName(name)}`;
      this.#find('undocumented-field', spot, place, 'not documented');
    }
  }

  #templateOf(bound: BoundOperation): PathTemplate {
    const template = this.#templates.get(bound) ?? new PathTemplate(bound.path);
    this.#templates.set(bound, template);
    return template;
  }

  #skip(reason: Unjudged): void {
    this.#unjudged.set(reason, (this.#unjudged.get(reason) ?? 0) + 1);
  }

  /** The exchanges that have a finding already, so that each counts once. */
  #last = new Map<string, number>();

  #find(rule: DriftRule, { operation, pointer }: Spot, where: string, message: string): void {
    const key = [rule, operation, where, message].join('\n');
    if (this.#last.get(key) === this.#exchanges) return;
    this.#last.set(key, this.#exchanges);
    const known = this.#found.get(key);
    if (known) known.count++;
    else {
      const place = pointer === undefined ? {} : { pointer };
      this.#found.set(key, { rule, operation, where, message, count: 1, ...place });
    }
  }
}

const nameOf = ({ method, path }: BoundOperation): string => `${method.toUpperCase()} ${path}`;

const pointerOf = (bound: BoundOperation): string => operationPointer('#/paths', bound);

const headerOf = (headers: readonly HarPair[], name: string): string | undefined =>
  headers.find((each) => each.name.toLowerCase() === name.toLowerCase())?.value;

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
