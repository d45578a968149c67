import { onTestFinished } from 'vitest';
import { Contract, isJson, type Violation } from '../../contract/contract.ts';
import type { Document, JsonSchema, Parameter, PathItem } from '../../document/model.ts';
import type { RequestLine } from '../requestLog.ts';
import { type MockServerOptions, startMockServer } from '../server.ts';

/** An answer, with what is wrong with it by the document. */
export type Seen = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed where it is JSON. */
  readonly body: unknown;
  readonly violations: readonly Violation[];
};

/** A mock of a document for one test, asked as a client does. */
export async function serving(
  document: Document,
  options: Partial<MockServerOptions> = {},
): Promise<{
  readonly url: string;
  /** The requests that were answered so far. */
  readonly lines: readonly RequestLine[];
  ask(target: string, init?: RequestInit): Promise<Seen>;
}> {
  const lines: RequestLine[] = [];
  const { url, close } = await startMockServer({
    document,
    port: 0,
    host: '127.0.0.1',
    onAnswer: (line) => lines.push(line),
    ...options,
  });
  onTestFinished(close);
  const contract = new Contract(document);
  return {
    url,
    lines,
    ask: async (target, init = {}) => {
      const response = await fetch(url + target, { redirect: 'manual', ...init });
      const text = await response.text();
      const type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
      const body: unknown = isJson(type) ? JSON.parse(text) : text;
      const { status, headers } = response;
      const { pathname } = new URL(target, url);
      const operation = contract.match(init.method ?? 'GET', pathname);
      const received = { status, headers, body: text === '' ? undefined : body };
      const violations = operation ? contract.checkResponse(operation, received) : [];
      return { status, headers, text, body, violations };
    },
  };
}

/** A document of some paths and schemas. */
export const documentOf = (
  paths: Readonly<Record<string, PathItem>>,
  schemas: Readonly<Record<string, JsonSchema>> = {},
  others: Partial<Document> = {},
): Document => ({
  openapi: '3.1.1',
  info: { title: 'Test', version: '1' },
  paths,
  components: { schemas },
  ...others,
});

export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** The responses of an operation that has JSON of a schema, or nothing, for a 200. */
export const ok = (schema?: JsonSchema) => ({
  200: { description: 'ok', ...(schema && { content: { 'application/json': { schema } } }) },
});

/** A document with one operation at `GET /`, which has these parameters. */
export const withParameters = (...parameters: readonly Parameter[]): Document =>
  documentOf({ '/': { get: { parameters, responses: { 204: { description: 'ok' } } } } });

/** A request with a body of JSON. */
export const json = (body: unknown, method = 'POST'): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
