import { expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { DriftJudge } from './judge.ts';

it('points to an operation of OpenAPI 3.2 with a method of its own', async () => {
  const document = {
    openapi: '3.2.0',
    info: { title: 'Files', version: '1' },
    paths: { '/files': { additionalOperations: { COPY: { responses: { 204: {} } } } } },
  } as unknown as Document;
  const judge = new DriftJudge(document, ['https://files.example.org']);
  await judge.add({
    request: { method: 'COPY', url: 'https://files.example.org/files', headers: [] },
    response: { status: 409, headers: [] },
  });
  const [finding] = judge.report.findings;
  expect(finding?.pointer).toBe('#/paths/~1files/additionalOperations/COPY/responses');
});

it('does not take the error of a proxy for a response of the server', async () => {
  const document: Document = {
    openapi: '3.1.1',
    info: { title: 'Files', version: '1' },
    paths: { '/files': { get: { responses: { 200: { description: 'ok' } } } } },
  };
  const judge = new DriftJudge(document, ['https://files.example.org']);
  await judge.add({
    request: { method: 'GET', url: 'https://files.example.org/files', headers: [] },
    response: { status: 502, headers: [] },
    isFromProxy: true,
  });
  const { findings, judged, unjudged } = judge.report;
  expect([findings, judged, unjudged['no response']]).toEqual([[], 0, 1]);
});
