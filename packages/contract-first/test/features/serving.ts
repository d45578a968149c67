/** Runs mocks of documents, asks them, and verifies them. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, request as send } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Document } from '../../src/document/model.ts';
import { startMockServer } from '../../src/mock/index.ts';
import { verify } from '../../src/verify/index.ts';
import type { Probe } from './feature.ts';

const started = (document: Document) =>
  startMockServer({ document: structuredClone(document), port: 0, host: '127.0.0.1', seed: 'one' });

/** Sends a request as it is written. */
async function sent(
  url: string,
  { method = 'GET', path, headers = {}, body = '' }: Probe,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const length = body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const { hostname, port } = new URL(url);
  const request = send(
    { hostname, port, method, path, headers: { ...headers, ...length } },
    resolve,
  );
  request.on('error', reject);
  request.end(body);
  return promise;
}

/** Status, headers and body for each request. */
export async function answersOf(document: Document, probes: readonly Probe[]): Promise<string[]> {
  const mock = await started(document);
  try {
    const answers: string[] = [];
    for (const probe of probes) {
      const response = await sent(mock.url, probe);
      const {
        date: _date,
        connection: _connection,
        'keep-alive': _alive,
        ...headers
      } = response.headers;
      answers.push(`${response.statusCode} ${JSON.stringify(headers)} ${await text(response)}`);
    }
    return answers;
  } finally {
    await mock.close();
  }
}

/** What verifying a mock of one document against another one finds and sends. */
export async function verificationOf(
  document: Document,
  served: Document,
): Promise<{ findings: string[]; requests: string[] }> {
  const mock = await started(served);
  const requests: string[] = [];
  // Requests as the mock gets them; their bodies only by their lengths.
  const record = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    const { host: _host, connection: _connection, ...headers } = request.headers;
    requests.push(`${request.method} ${request.url} ${JSON.stringify(headers)}`);
  };
  subscribe('http.server.request.start', record);
  try {
    const credentials = Object.fromEntries(
      Object.keys(document.components?.securitySchemes ?? {}).map((name) => [name, 'own']),
    );
    const report = await verify(structuredClone(document), mock.url, {
      credentials,
      maxRequests: 150,
    });
    const findings = report.findings.map(({ check, operation, messages }) =>
      [check, operation, messages[0]].join(' '),
    );
    return { findings, requests };
  } finally {
    unsubscribe('http.server.request.start', record);
    await mock.close();
  }
}
