import { setTimeout as sleep } from 'node:timers/promises';
import { type BoundOperation, Contract, type Document } from '../contract/index.ts';
import { type Omission, omissionsIn } from '../contract/mockHeader.ts';
import { ownValue } from '../document/ownValue.ts';
import { type ValueOptions, Values } from '../schema/index.ts';
import type { Check, FollowUp } from './check.ts';
import { isCutOff } from './checks/body-schema.ts';
import { isUnlistedRefusal } from './checks/documented-status.ts';
import { checks } from './checks/index.ts';
import { noServerError } from './checks/no-server-error.ts';
import { retryAfter } from './checks/rate-limits.ts';
import {
  credentialFieldOf,
  needsCredentials,
  type SecurityScheme,
  schemesFor,
  securitySchemes,
  withHeader,
} from './credentials.ts';
import { curlOf } from './curl.ts';
import {
  type Case,
  type Credentials,
  type Exchange,
  type Inputs,
  isSuccess,
  type WireRequest,
} from './exchange.ts';
import { type Sources, validInputs } from './inputs.ts';
import { Ledger, type OperationOutcome, type Unreached } from './ledger.ts';
import { responsePointer } from './pointer.ts';
import { Pool } from './pool.ts';
import { whyUnreached } from './reached.ts';
import { CUT_OFF, NoResponse, Sender } from './send.ts';
import { type Credential, defaults, mostRequests, type VerifySettings } from './settings.ts';
import { isAlike, MOST_TRIES, mayRepeat, smaller } from './shrink.ts';
import { toWire } from './wire.ts';

/** Nothing answers at the address. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** One verification of one server: sends requests, has the checks judge, and keeps what they say. */
export class Run implements FollowUp {
  readonly contract: Contract;
  readonly values: Values;
  readonly pool: Pool;
  readonly schemes: readonly SecurityScheme[];
  readonly ledger: Ledger;
  readonly sources: Sources;
  /** Sentences about examples that are not sent because their schemas refuse them. */
  readonly refusedExamples = new Set<string>();
  /** What the server does not simulate in any operation, if it is a mock. */
  readonly omissions = new Set<Exclude<Omission, 'stateless'>>();
  /** Kinds of requests of which some operations got a sample, with the most that there would have been. */
  readonly samples = new Map<string, { readonly sent: number; readonly of: number }>();
  readonly #sender: Sender;
  readonly #settings: VerifySettings;
  readonly #onRequest: (request: WireRequest) => void;
  readonly #maxRequests: number;
  /** The operation that a check sends further requests to now, and whether one of them has no state. */
  #followed: { readonly operation: BoundOperation; isStateless: boolean } | undefined;
  /** Operations of which a request would have been one of another operation. */
  readonly #misaddressed = new Set<string>();
  #waited = 0;
  #secrets: readonly (readonly [scheme: string, secret: string])[] = [];

  constructor(
    document: Document,
    url: string,
    settings: VerifySettings,
    onRequest: (request: WireRequest) => void,
  ) {
    this.contract = new Contract(document);
    this.values = new Values(document, settings.seed ?? defaults.seed, 'request');
    this.pool = new Pool(this.contract, this.values.random);
    this.schemes = securitySchemes(document);
    this.ledger = new Ledger(this.contract.operations.values());
    this.sources = {
      document,
      values: this.values,
      pool: this.pool,
      given: settings.values ?? {},
      refused: (note) => this.refusedExamples.add(note),
    };
    this.#sender = new Sender(url);
    this.#settings = settings;
    this.#maxRequests = settings.maxRequests ?? mostRequests(this.contract.operations.size);
    this.#onRequest = onRequest;
  }

  close(): void {
    this.#sender.close();
  }

  get weakCredentials(): VerifySettings['weak'] {
    return this.#settings.weak;
  }

  credentialOf({ key }: SecurityScheme): Credential | undefined {
    return ownValue(this.#settings.credentials ?? {}, key);
  }

  /** How many more requests may be sent. */
  get left(): number {
    return this.#maxRequests - this.ledger.requests;
  }

  /** Whether no credentials were given for an operation that needs some. */
  isClosed(operation: BoundOperation): boolean {
    return this.#lacksCredentials(operation) && !this.#hasHeaders;
  }

  /**
   * Whether what gets an operation its success may be in headers that no scheme of the document
   * describes, such as the cookie of a session. They are in every request.
   */
  isOpenedByHeaders(operation: BoundOperation): boolean {
    return this.#lacksCredentials(operation) && this.#hasHeaders;
  }

  get #hasHeaders(): boolean {
    return Object.keys(this.#settings.headers ?? {}).length > 0;
  }

  #lacksCredentials(operation: BoundOperation): boolean {
    return needsCredentials(operation) && this.#strong(operation) === undefined;
  }

  /** Why an operation was not reached. */
  whyUnreached(operation: BoundOperation, outcome: OperationOutcome): Unreached {
    const { credentials = {} } = this.#settings;
    const schemes = [...new Set(operation.security.flatMap((each) => Object.keys(each)))];
    const isDescribed = (name: string) => this.schemes.some(({ key }) => key === name);
    return whyUnreached({
      operation,
      outcome,
      closed: this.isClosed(operation)
        ? {
            schemes,
            missing: schemes.filter((each) => !Object.hasOwn(credentials, each)),
            undescribed: schemes.filter((each) => !isDescribed(each)),
          }
        : undefined,
      isLimited: this.ledger.isLimited(operation),
      isCutShort: outcome.cutShortBy.includes('max-requests'),
      isMisaddressed: this.#misaddressed.has(operation.id),
    });
  }

  /** A valid request of an operation; undefined where no value could be made for one of its parts. */
  async makeCase(
    operation: BoundOperation,
    manner: Pick<ValueOptions, 'byExample' | 'optional'>,
  ): Promise<Case | undefined> {
    return this.caseOf(operation, validInputs(operation, this.sources, manner));
  }

  /** A request of an operation that carries what is given. */
  async caseOf(
    operation: BoundOperation,
    inputs: Inputs,
    what = 'a plain request',
  ): Promise<Case | undefined> {
    const isWhole = operation.parameters.every(
      (each) => each.in !== 'path' || ownValue(inputs.path, each.name) !== undefined,
    );
    const needsBody = operation.requestBody?.required === true;
    if (!isWhole || (needsBody && inputs.body?.value === undefined)) return undefined;
    const request = toWire(this.contract.document, operation, inputs);
    // An empty body is none.
    if (!request || (needsBody && request.body?.byteLength === 0)) return undefined;
    return { operation, kind: 'valid', what, request, inputs };
  }

  /**
   * Sends a request and has each check judge the answer. Where a limit was reached, it waits as long
   * as the server asks, as far as that fits into the time for it.
   *
   * @param credentials those of the run where none are given
   * @returns undefined where the request was not sent, or not answered
   * @throws Unreachable where not even the first request could be sent
   */
  async send(each: Case, credentials?: Credentials): Promise<Exchange | undefined> {
    const { operation } = each;
    const { pathname } = new URL(each.request.target, 'http://server.invalid');
    // What is made up may happen to be the address of something else.
    const isOther = this.contract.match(each.request.method, pathname)?.id !== operation.id;
    if (isOther && each.kind !== 'other method') {
      this.#misaddressed.add(operation.id);
      return undefined;
    }
    const asked = await this.#withEntityTag(each);
    for (;;) {
      if (this.left <= 0 || this.ledger.isLimited(operation)) {
        this.ledger.skip(operation, this.left <= 0 ? 'max-requests' : 'rate-limit');
        return undefined;
      }
      const exchange = await this.#exchange(asked, credentials ?? this.#strong(operation) ?? []);
      if (!exchange) return undefined;
      if (exchange.response.status !== 429) return exchange;
      const wait = Math.max(1, Math.ceil(retryAfter(exchange) || 1));
      if (this.#waited + wait > (this.#settings.maxWait ?? defaults.maxWait)) {
        this.ledger.limit(operation);
        return exchange;
      }
      this.#waited += wait;
      await sleep(wait * 1000);
    }
  }

  /**
   * A request with the entity tag that its resource has now, if its operation requires `If-Match` (RFC
   * 9110, section 13.1.1); `*` stays if the resource has none.
   */
  async #withEntityTag(each: Case): Promise<Case> {
    const { request, kind } = each;
    const [name, value] =
      Object.entries(request.headers).find(([key]) => key.toLowerCase() === 'if-match') ?? [];
    if (name === undefined || value !== '*' || kind === 'again') return each;
    const { pathname } = new URL(request.target, 'http://server.invalid');
    const reading = this.contract.match('GET', pathname);
    if (!reading) return each;
    const read = await this.send({
      ...{ operation: reading, kind: 'again', what: 'its entity tag' },
      request: { method: 'GET', target: pathname, headers: { Accept: '*/*' } },
    });
    const tag = read?.response.headers.get('ETag');
    if (!tag) return each;
    return { ...each, request: { ...request, headers: { ...request.headers, [name]: tag } } };
  }

  /**
   * Whether a check is made: not if it is excluded or depends on what a mock simulates nowhere. Whether
   * there is a state depends on the operation, and is known from the responses.
   */
  isMade({ name, skippedIf }: Check): boolean {
    if (this.#settings.excludeChecks?.includes(name)) return false;
    return skippedIf === undefined || skippedIf === 'stateless' || !this.omissions.has(skippedIf);
  }

  remark(text: string, operation: BoundOperation): void {
    this.ledger.remark(text, operation);
  }

  /** At most so many requests of one kind, spread evenly over all that there are. */
  sample<T>(kind: string, all: readonly T[], most: number): readonly T[] {
    if (all.length <= most) return all;
    const of = Math.max(all.length, this.samples.get(kind)?.of ?? 0);
    this.samples.set(kind, { sent: most, of });
    return Array.from({ length: most }, (_, at) => all[Math.floor((at * all.length) / most)] as T);
  }

  /** Has a check send its further requests to an operation. */
  async follow(check: Check, operation: BoundOperation): Promise<void> {
    if (!check.follow || !this.isMade(check)) return;
    this.#followed = { operation, isStateless: false };
    try {
      await check.follow(operation, this);
    } finally {
      this.#followed = undefined;
    }
  }

  /** Notes what a check says of an exchange. */
  verdict(check: Check, exchange: Exchange, faults: readonly string[]): void {
    if (!this.isMade(check)) return;
    const isOfState = check.skippedIf === 'stateless' || check.skippedIf === 'any-credentials';
    if (isOfState && this.#followed?.isStateless) {
      this.ledger.omit(check, this.#followed.operation);
      return;
    }
    const curl = () => curlOf(exchange.sent, this.#sender.address(exchange.sent), this.#secrets);
    const pointer = () => {
      const { case: made, response } = exchange;
      const type = response.headers.get('Content-Type') ?? '';
      return responsePointer(this.contract, made.operation, response.status, type);
    };
    this.ledger.note(check, exchange, faults, { curl, pointer });
  }

  /**
   * Looks for smaller requests that show a finding as well. Only requests that may be repeated are sent
   * again.
   *
   * @returns a line for the smallest one; undefined if none was found
   */
  async shrink(check: Check, exchange: Exchange): Promise<string | undefined> {
    let { inputs } = exchange.case;
    if (!inputs || !check.judge || !mayRepeat(exchange)) return undefined;
    const { operation } = exchange.case;
    const { validator } = this.values;
    let best: string | undefined;
    let tries = 0;
    const showsIt = async (next: Inputs): Promise<boolean> => {
      const request = toWire(this.contract.document, operation, next);
      if (!request || tries >= MOST_TRIES || this.left <= 0) return false;
      tries++;
      const asked = { ...exchange.case, request, inputs: next };
      const found = await this.#exchange(asked, this.#strong(operation) ?? [], false);
      if (found?.response.status !== exchange.response.status) return false;
      const isFound = (check.judge?.(found, this.contract) ?? []).length > 0;
      if (isFound) best = curlOf(found.sent, this.#sender.address(found.sent), this.#secrets);
      return isFound;
    };
    for (let isSmaller = true; isSmaller; ) {
      isSmaller = false;
      for (const next of smaller(inputs)) {
        if (!isAlike(validator, exchange, inputs, next) || !(await showsIt(next))) continue;
        inputs = next;
        isSmaller = true;
        break;
      }
    }
    return best;
  }

  /** The path and query of an address that the server has told; undefined for another server's. */
  targetOf(location: string, from: string): string | undefined {
    const base = new URL(this.#sender.address({ target: from }));
    const target = new URL(location, base);
    const prefix = this.#sender.address({ target: '' });
    if (target.origin !== base.origin || !target.href.startsWith(prefix)) return undefined;
    return target.href.slice(prefix.length);
  }

  #strong(operation: BoundOperation): Credentials | undefined {
    const { credentials = {} } = this.#settings;
    return schemesFor(operation, this.schemes, credentials)?.map(
      (scheme) => [scheme, ownValue(credentials, scheme.key) ?? ''] as const,
    );
  }

  /** @param isJudged whether the checks judge the response, and the run learns from it */
  async #exchange(
    each: Case,
    credentials: Credentials,
    isJudged = true,
  ): Promise<Exchange | undefined> {
    const sent = await this.#withCredentials(each.request, credentials);
    this.#onRequest(sent);
    this.ledger.count(each.operation);
    const sentAt = Date.now();
    const found = await this.#sender.send(sent).catch((error: unknown) => {
      if (!(error instanceof NoResponse)) throw error;
      return error;
    });
    if (found instanceof NoResponse && !isJudged) return undefined;
    if (found instanceof NoResponse) {
      if (this.ledger.requests === 1) {
        throw new Unreachable(
          `No response from ${this.#sender.address({ target: '/' })}: ${found.message}`,
        );
      }
      const response = { status: 0, headers: new Headers(), text: '', isWhole: true };
      const silent = {
        case: each,
        sent,
        response,
        violations: [],
        mayRefuse: [],
        sentAt,
        at: Date.now(),
      };
      this.verdict(noServerError, silent, [`no response: ${found.message}`]);
      return undefined;
    }
    for (const omission of omissionsIn(found.headers)) {
      if (omission !== 'stateless') this.omissions.add(omission);
      else if (this.#followed) this.#followed.isStateless = true;
    }
    const violations = this.contract.checkResponse(each.operation, {
      ...found,
      // What has no body must not have one, be it a blank.
      body: found.text === '' ? undefined : found.body,
    });
    const rules = this.#settings.mayRefuse ?? {};
    const mayRefuse = [...(rules['*'] ?? []), ...(ownValue(rules, each.operation.id) ?? [])];
    const exchange = {
      case: each,
      sent,
      response: found,
      violations,
      mayRefuse,
      sentAt,
      at: Date.now(),
    };
    if (!isJudged) return exchange;
    if (isCutOff(found)) this.remark(CUT_OFF, each.operation);
    this.ledger.reach(each, found.status);
    if (isUnlistedRefusal(exchange)) this.ledger.refuse(each.operation, found.status);
    for (const check of checks) {
      const faults = check.judge?.(exchange, this.contract);
      if (faults) this.verdict(check, exchange, faults);
    }
    if (isSuccess(found.status)) this.#learn(exchange);
    return exchange;
  }

  #learn(exchange: Exchange): void {
    const { operation, request } = exchange.case;
    if (operation.method !== 'delete') {
      this.pool.note(exchange);
      return;
    }
    const { pathname } = new URL(request.target, 'http://server.invalid');
    this.pool.forget(decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)));
  }

  async #withCredentials(request: WireRequest, credentials: Credentials): Promise<WireRequest> {
    let headers = { ...this.#settings.headers, ...request.headers };
    let { target } = request;
    const secrets: [string, string][] = [];
    for (const [scheme, credential] of credentials) {
      const secret = typeof credential === 'string' ? credential : await credential();
      const placed = credentialFieldOf(scheme, secret);
      if (placed.in === 'header') headers = withHeader(headers, placed);
      else {
        const name = encodeURIComponent(placed.name);
        target += `${target.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(secret)}`;
      }
      secrets.push([scheme.key, secret]);
    }
    this.#secrets = secrets;
    return { ...request, headers, target };
  }
}
