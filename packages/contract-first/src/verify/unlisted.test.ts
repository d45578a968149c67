/** Verification by documents that list only some of the statuses that a server that is right answers. */
import { expect, it } from 'vitest';
import type { Document } from '../contract/index.ts';
import { type MockServerOptions, startMockServer } from '../mock/index.ts';
import { type Report, verify } from './verify.ts';

const listed = (...statuses: readonly number[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: String(status) }]));
const requestBody = {
  required: true,
  content: {
    'application/json': {
      schema: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } },
    },
  },
};
const documentOf = (operation: object): Document =>
  ({
    openapi: '3.1.1',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets': { post: { operationId: 'addPet', ...operation } } },
    components: { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  }) as unknown as Document;

async function verified(
  operation: object,
  options: Partial<MockServerOptions> = {},
): Promise<Report> {
  const document = documentOf(operation);
  const mock = await startMockServer({ document, port: 0, host: '127.0.0.1', ...options });
  try {
    return await verify(document, mock.url, { credentials: { Key: 'secret' } });
  } finally {
    await mock.close();
  }
}

it('notes an unlisted 400 or 415 if other errors are listed', async () => {
  const security = [{ Key: [] }];
  const serving = documentOf({ requestBody, security, responses: listed(204, 400, 401, 415) });
  const documented = { requestBody, security, responses: listed(204, 401, 409) };
  const { findings, notes } = await verified(documented, { document: serving });
  expect(findings).toEqual([]);
  expect(notes).toContain('Refusals with undocumented statuses: addPet 400, 415');
});

it('notes an unlisted 401 without credentials', async () => {
  const security = [{ Key: [] }];
  const { findings, notes } = await verified({
    requestBody,
    security,
    responses: listed(204, 400, 415),
  });
  expect(findings).toEqual([]);
  expect(notes).toContain('Refusals with undocumented statuses: addPet 401');
});

it('reports a 400 for an invalid request if 422 is listed', async () => {
  const documented = documentOf({ requestBody, responses: listed(204, 422) });
  const mock = await startMockServer({
    document: documentOf({ requestBody, responses: listed(204, 400) }),
    port: 0,
    host: '127.0.0.1',
  });
  try {
    const { findings } = await verify(documented, mock.url);
    expect(findings.map(({ check, status }) => `${check} ${status}`)).toContain(
      'documented-status 400',
    );
  } finally {
    await mock.close();
  }
});

it('reports an unlisted status for a valid request', async () => {
  const { findings } = await verified(
    { requestBody, responses: listed(204, 400) },
    { handlers: { addPet: () => ({ status: 413 }) } },
  );
  expect(findings.map(({ check, status }) => `${check} ${status}`)).toContain(
    'documented-status 413',
  );
});

it.each([200, 400])(
  'does not judge a %i for a valid request of an operation without listed success',
  async (status) => {
    const { findings, notes } = await verified(
      { requestBody, responses: listed(400, 404) },
      { handlers: { addPet: () => ({ status }) } },
    );
    expect(findings).toEqual([]);
    expect(notes).toContainEqual(expect.stringMatching(/No success is documented.*addPet/));
  },
);
