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
