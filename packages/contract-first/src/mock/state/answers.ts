/**
 * Writes resources and lists of them in the form of a response, and judges it before it is sent.
 *
 * @module
 */
import { type Contract, essenceOf, isJson } from '../../contract/contract.ts';
import { keyOf, pageResponse } from '../../contract/paging/responseFields.ts';
import { type BoundOperation, type Document, statusKey } from '../../document/model.ts';
import type { MockFallback, MockReply, MockRequest } from '../handlers.ts';
import { negotiated } from '../mediaTypes.ts';
import { firstSuccess, type Responses } from '../responses.ts';
import { etagOf, type Items } from './items.ts';
import { cursorForms, type ListParameters, nextAddress, type Page } from './lists.ts';
import type { StateOperation } from './resources.ts';
import { valueIn, withoutValue, withValue } from './shapes.ts';
import type { StoredRecord } from './store.ts';

type Request = MockRequest<unknown>;

export class Answers {
  readonly #document: Document;
  readonly #contract: Contract;
  readonly #responses: Responses;
  readonly #items: Items;

  constructor(document: Document, contract: Contract, responses: Responses, items: Items) {
    this.#document = document;
    this.#contract = contract;
    this.#responses = responses;
    this.#items = items;
  }

  /** An answer that has one resource, or nothing if the document wants nothing. */
  item(
    { bound, response }: StateOperation,
    request: Request,
    record: StoredRecord,
    {
      status,
      location,
    }: { readonly status?: number | undefined; readonly location?: string | undefined },
  ): MockReply | MockFallback {
    const code = status ?? firstSuccess(bound) ?? 200;
    const base = this.#base(bound, code, request);
    const etag = etagOf([record.key, record.version]);
    const headers = this.#headers(bound, code, base.headers, { location, etag });
    if (base.mediaType === undefined) return { status: code, headers };
    const { value } = base;
    if (!response || response.isList) {
      return value === undefined
        ? { fallback: 'the response is not JSON' }
        : { status: code, headers, mediaType: base.mediaType, body: value };
    }
    const shown = this.#items.shown(response.schema, record.value);
    const body = withValue(response.at.length > 0 ? value : {}, response.at, shown);
    if (shown === undefined || !this.#accepts(bound, code, base.mediaType, body)) {
      return { fallback: 'the response schema does not accept the stored resource' };
    }
    return { status: code, headers, mediaType: base.mediaType, body };
  }

  /** An answer that has a page of a list. */
  list(
    { bound, response }: StateOperation,
    request: Request,
    page: Page,
    parameters: ListParameters,
  ): MockReply | MockFallback {
    const status = firstSuccess(bound) ?? 200;
    const base = this.#base(bound, status, request);
    const { mediaType } = base;
    if (!response?.isList || mediaType === undefined)
      return { fallback: 'the response has no list' };
    const shown = page.records.map(({ value }) => this.#items.shown(response.schema, value));
    const accepts = (value: unknown) => this.#accepts(bound, status, mediaType, value);
    let body = withValue(response.at.length > 0 ? base.value : [], response.at, shown);
    const place = (at: readonly string[] | undefined, ...values: readonly unknown[]) => {
      if (!at) return;
      for (const value of values) {
        const next = withValue(body, at, value);
        if (accepts(next)) {
          body = next;
          return;
        }
      }
    };
    const drop = (at: readonly string[]) => {
      if (valueIn(body, at) === undefined) return;
      const without = withoutValue(body, at);
      if (accepts(without)) body = without;
      else place(at, null, '');
    };
    // Of what is about pages, nothing of the example stays that is not so.
    if (response.at.length > 0)
      this.#describe({ bound, response }, request, page, parameters, place, drop);
    if (shown.includes(undefined) || !accepts(body)) {
      return { fallback: 'the response schema does not accept the stored list' };
    }
    const links = page.next && `<${nextAddress(request.address, page.next)}>; rel="next"`;
    const etag = etagOf(body);
    const headers = this.#headers(bound, status, base.headers, {
      etag,
      link: links,
      total: page.total,
    });
    return { status, headers, mediaType, body };
  }

  #describe(
    { bound, response }: Pick<StateOperation, 'bound' | 'response'>,
    request: Request,
    page: Page,
    parameters: ListParameters,
    place: (at: readonly string[] | undefined, ...values: readonly unknown[]) => void,
    drop: (at: readonly string[]) => void,
  ): void {
    const paging = response?.paging;
    const fields = pageResponse(this.#document, bound)?.fields ?? [];
    const inItems = (at: readonly string[]) =>
      at.join('\0').startsWith(`${(response?.at ?? []).join('\0')}\0`);
    for (const { path, key } of fields) {
      if (inItems(path)) continue;
      if (
        aboutPages.test(key) &&
        /next|prev|last|first|cursor|token|link|url|href|after|before/.test(key)
      )
        drop(path);
    }
    place(paging?.total, page.total);
    place(paging?.totalPages, Math.ceil(page.total / page.size));
    place(paging?.hasMore, page.next !== undefined);
    for (const { path, key } of fields) {
      if (inItems(path) || path.join() === paging?.total?.join()) continue;
      const parameter = [parameters.size, parameters.page, parameters.offset].find(
        (name) => name !== undefined && keyOf(name) === key,
      );
      const sent = parameter === undefined ? undefined : request.query[parameter];
      if (parameter === parameters.size && parameter !== undefined) place(path, page.size);
      else if (parameter !== undefined) place(path, sent ?? paging?.firstPage ?? 0);
    }
    const { next } = page;
    const at = paging?.next;
    if (!at) return;
    if (!next) {
      drop(at);
      return;
    }
    const schema = fields.find(({ path }) => path.join() === at.join())?.schema;
    const address = nextAddress(request.address, next);
    if (paging.style !== 'url') place(at, ...cursorForms(this.#document, schema, next.value));
    else place(at, address, `http://${request.received.host ?? 'localhost'}${address}`);
  }

  /** The answer that the document alone gives, for what is around a resource and for the headers. */
  #base(bound: BoundOperation, code: number, { received }: Request) {
    const accept = typeof received.accept === 'string' ? received.accept : undefined;
    const response = bound.responses[statusKey(bound.responses, code) ?? ''];
    const types = Object.keys(response?.content ?? {});
    const json = types.find((type) => isJson(essenceOf(type)));
    const chosen = negotiated(types, accept);
    const found = this.#responses.find(bound, { code, accept });
    const mediaType =
      found?.mediaType ?? (chosen === undefined ? undefined : (json ?? 'application/json'));
    // What another media type is around a resource, JSON of the same response says.
    const value =
      found?.value ??
      (json === undefined ? undefined : this.#responses.find(bound, { code, accept: json })?.value);
    return { mediaType, value, headers: found?.headers ?? {} };
  }

  #headers(
    bound: BoundOperation,
    status: number,
    required: Readonly<Record<string, string>>,
    known: {
      readonly location?: string | undefined;
      readonly etag: string;
      readonly link?: string | undefined;
      readonly total?: number;
    },
  ): Record<string, string> {
    const headers: Record<string, string> = { ...required };
    const documented = bound.responses[statusKey(bound.responses, status) ?? '']?.headers ?? {};
    for (const name of Object.keys(documented)) {
      const key = keyOf(name);
      if (key === 'location' && known.location !== undefined) headers[name] = known.location;
      if (key === 'etag') headers[name] = known.etag;
      if (key === 'link') {
        if (known.link !== undefined) headers[name] = known.link;
        else delete headers[name];
      }
      if (/^x?total(?:count|items|results)?$/.test(key) && known.total !== undefined) {
        headers[name] = String(known.total);
      }
    }
    return headers;
  }

  /** Whether a response may have a body; XML is judged by the schema of the JSON it is written from. */
  #accepts(bound: BoundOperation, status: number, mediaType: string, body: unknown): boolean {
    return this.#contract.acceptsBody(bound, status, mediaType, body);
  }
}

/** Properties of a page that are only right if they are set for it. */
const aboutPages =
  /^(?:next|prev|previous|first|last|cursor|after|before|.*token|.*cursor|(?:next|prev|previous|first|last).*(?:url|link|href|page|uri|cursor|token|offset)?)$/;
