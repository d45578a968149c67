import { Contract, essenceOf, mediaTypeIn } from '../contract/contract.ts';
import { PathTemplate } from '../contract/pathTemplate.ts';
import { cookiesOf, pairsOf } from '../contract/reading/parameters.ts';
import { Texts } from '../contract/reading/texts.ts';
import {
  type BoundOperation,
  type Document,
  endpointOf,
  type MediaType,
  statusKey,
} from '../document/model.ts';
import { operationPointer } from '../document/outgoing.ts';
import { escapeToken } from '../document/structure.ts';
import { SchemaCompiler } from '../schema/compiler.ts';
import { Validator } from '../schema/validator.ts';
import { type DirectionSchemas, judgedBody } from './bodies.ts';
import { type Body, bodyOf, type HarEntry, type HarFault, type HarPair } from './har.ts';
import { maskedName, maskedPath, maskedType } from './masked.ts';
import { Parameters, queryNames } from './parameters.ts';
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
  readonly #schemas: Readonly<Record<Direction, DirectionSchemas>>;
  readonly #texts: Readonly<Record<Direction, Texts>>;
  readonly #declared: Parameters;
  #exchanges = 0;
  #matched = 0;
  #judged = 0;
  #fromMock = 0;

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
    const texts = (direction: Direction) => new Texts(document, new Validator(document, direction));
    this.#texts = { request: texts('request'), response: texts('response') };
    this.#declared = new Parameters(this.#texts.request, this.#schemas.request.open);
  }

  /** How many exchanges so far belong to an operation. */
  get matched(): number {
    return this.#matched;
  }

  /** Judges one exchange of a recording. */
  async add(entry: HarEntry | HarFault): Promise<void> {
    if (typeof entry === 'string') {
      this.#skip(entry === 'incomplete' ? 'incomplete entry' : 'unreadable entry');
      return;
    }
    this.#exchanges++;
    const { request, response } = entry;
    // A WebSocket begins as a request of HTTP (RFC 6455, section 1.3).
    const url = URL.parse(request.url.replace(/^ws(?=s?:)/i, 'http'));
    if (!url || !/^https?:$/.test(url.protocol)) {
      this.#skip(url ? 'not HTTP' : 'unreadable entry');
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
    if (entry.isFromMock) this.#fromMock++;
    if (entry.messages) this.#skip('messages of a WebSocket');
    const isRefused = status >= 400;
    await this.#request(operation, entry, url, path, isRefused);
    // A browser writes 0 for what it has blocked or cancelled.
    if (status < 100 || entry.isFromProxy) {
      this.#skip('no response');
      return;
    }
    this.#judged++;
    await this.#response(operation, entry);
  }

  get report(): Omit<DriftReport, 'files'> {
    const unusedParameters = [...this.#seen.keys()].flatMap((bound) =>
      bound.parameters
        .filter((each) => each.in !== 'cookie')
        .map((each) => `${each.in} ${each.name}`)
        .filter((each) => !this.#parameters.get(bound)?.has(each))
        .map((parameter) => ({ operation: endpointOf(bound), parameter })),
    );
    const all = [...this.#contract.operations.values()];
    return {
      exchanges: this.#exchanges,
      matched: this.#matched,
      judged: this.#judged,
      fromMock: this.#fromMock,
      findings: [...this.#found.values()].sort(
        (a, b) =>
          compare(a.operation, b.operation) || compare(a.rule, b.rule) || compare(a.where, b.where),
      ),
      operations: all
        .filter((each) => this.#seen.has(each))
        .map((each) => ({ operation: endpointOf(each), count: this.#seen.get(each) ?? 0 })),
      unusedOperations: all.filter((each) => !this.#seen.has(each)).map(endpointOf),
      unusedParameters,
      unjudged: Object.fromEntries(this.#unjudged),
      otherServers: Object.fromEntries(this.#others),
    };
  }

  #unmatched(
    { request: { method, headers }, response: { status }, isFromProxy }: HarEntry,
    path: string,
  ): void {
    const isPreflight =
      method.toUpperCase() === 'OPTIONS' && headerOf(headers, 'access-control-request-method');
    if (isPreflight !== undefined && isPreflight !== false) {
      this.#skip('preflight');
      return;
    }
    if (status < 100 || isFromProxy) {
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

  async #request(
    bound: BoundOperation,
    { request }: HarEntry,
    url: URL,
    path: string,
    isRefused: boolean,
  ): Promise<void> {
    const pointer = pointerOf(bound);
    const operation = endpointOf(bound);
    const used = this.#parameters.get(bound) ?? new Set<string>();
    this.#parameters.set(bound, used);
    const headers = Object.fromEntries(
      [...Map.groupBy(request.headers, ({ name }) => name.toLowerCase())].map(([name, all]) => [
        name,
        all.map(({ value }) => value).join(name === 'cookie' ? '; ' : ', '),
      ]),
    );
    const given = {
      path: this.#templateOf(bound).valuesIn(path) ?? new Map<string, string>(),
      ...pairsOf(url.search),
      headers,
      cookies: cookiesOf(headers.cookie),
    };
    for (const verdict of this.#declared.judge(bound, given, (name) => used.add(name))) {
      // What is wrong with a request that was refused is no difference.
      if (isRefused) continue;
      if ('unjudged' in verdict) this.#skip(verdict.unjudged);
      else this.#find(verdict.rule, { operation, pointer }, verdict.where, verdict.message);
    }
    if (isRefused) {
      this.#skip('request that the server refused');
      return;
    }
    const isDocumented = queryNames(this.#document, bound);
    for (const name of new Set(url.searchParams.keys())) {
      if (!isDocumented || isDocumented(name) || this.#isCredential(name)) continue;
      const where = `query ${maskedName(name)}`;
      this.#find('undocumented-parameter', { operation, pointer }, where, 'not documented');
    }
    await this.#requestBody(bound, { operation, pointer }, request);
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

  async #requestBody(
    { requestBody }: BoundOperation,
    spot: Spot,
    { postData, bodySize = 0, headers }: HarEntry['request'],
  ): Promise<void> {
    const body = await bodyOf(
      postData,
      headerOf(headers, 'content-encoding'),
      postData?.size ?? bodySize,
    );
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
    const own = postData?.mimeType ?? '';
    const sent = headerOf(headers, 'content-type') ?? own;
    // Only one of them may have the boundary of a form.
    const contentType = own === '' || /boundary=/i.test(sent) ? sent : own;
    const mediaType = essenceOf(contentType);
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
    await this.#body('request', spot, 'request body', { contentType, media, body });
  }

  async #response(bound: BoundOperation, { request, response }: HarEntry): Promise<void> {
    const { status } = response;
    const operation = endpointOf(bound);
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
    const body = await bodyOf(response.content, headerOf(response.headers, 'content-encoding'));
    const { content = {} } = bound.responses[key] ?? {};
    const isEmpty = 'missing' in body && body.missing === 'empty';
    if (Object.keys(content).length === 0) {
      if (!isEmpty) this.#find('undocumented-body', spot, `${where} body`, 'the document has none');
      return;
    }
    if (isEmpty) {
      this.#skip('empty body where the document has one');
      return;
    }
    const contentType =
      headerOf(response.headers, 'content-type') ?? response.content?.mimeType ?? '';
    const mediaType = essenceOf(contentType);
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
    await this.#body('response', spot, `${where} body`, { contentType, media, body });
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

  async #body(
    direction: Direction,
    spot: Spot,
    where: string,
    judged: { readonly contentType: string; readonly media: MediaType; readonly body: Body },
  ): Promise<void> {
    const rule = direction === 'request' ? 'invalid-request-body' : 'invalid-response-body';
    const verdicts = judgedBody(this.#texts[direction], this.#schemas[direction], judged);
    for await (const verdict of verdicts) {
      if ('unjudged' in verdict) {
        this.#skip(verdict.unjudged);
        continue;
      }
      const { isDocumented, pointer, message } = verdict;
      const place = pointer === '' ? where : `${where} ${pointer}`;
      this.#find(isDocumented ? rule : 'undocumented-field', spot, place, message);
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

const pointerOf = (bound: BoundOperation): string => operationPointer('#/paths', bound);

const headerOf = (headers: readonly HarPair[], name: string): string | undefined =>
  headers.find((each) => each.name.toLowerCase() === name.toLowerCase())?.value;

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
