/**
 * The headers and the response of a request. Hono keeps headers in `Headers`, which costs a small request
 * a tenth of its time. They are only needed if middleware of the app may read or add some.
 *
 * @module
 */
import type { Context } from 'hono';
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status';
import type { Environment } from './environment.ts';

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream | null;

/** Headers that are valid and normalized as they are (RFC 9110, section 5.5). */
const plainName = /^[A-Za-z0-9-]+$/;
const plainValue = /^[!-~](?:[ -~]*[!-~])?$/;

/** Collects the headers of the response here instead of in Hono's context. */
export const collectHeaders = (c: Context<Environment>): void => c.set('headers', {});

/**
 * Sets a header of the response.
 *
 * @throws TypeError for a name or value that HTTP does not allow
 */
export function setHeader(c: Context<Environment>, name: string, value: string): void {
  const headers = c.get('headers');
  if (!headers) c.header(name, value);
  else if (plainName.test(name) && plainValue.test(value)) headers[name.toLowerCase()] = value;
  else headers[name.toLowerCase()] = new Headers([[name, value]]).get(name) ?? '';
}

/** Adds the headers that were set before to the response of a route that was added to the app. */
export function addHeaders(c: Context<Environment>): void {
  for (const [name, value] of Object.entries(c.get('headers') ?? {})) {
    if (!c.res.headers.has(name)) c.header(name, value);
  }
}

/** Statuses whose responses have no body, even if a document lists one (RFC 9110, section 6.4.1). */
const bodiless = [204, 205, 304];

/** Makes a response with the headers that were set before. */
export function reply(c: Context<Environment>, given: Body, status = 200): Response {
  const headers = c.get('headers');
  const body = bodiless.includes(status) ? null : given;
  if (headers) {
    if (body !== null) headers['content-type'] ??= 'text/plain; charset=UTF-8';
    return new Response(body, { status, headers });
  }
  return body === null
    ? c.body(null, status as StatusCode)
    : c.body(body, status as ContentfulStatusCode);
}
