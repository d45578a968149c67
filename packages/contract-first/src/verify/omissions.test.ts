/** Servers that simulate some resources with a state and others without, and say so by `X-Mock`. */
import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import { verified } from './testing/verified.ts';

const content = {
  'application/json': {
    schema: {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string' } },
    },
  },
};
const missing = { 404: { description: 'None' } };

/** A resource that can be created, read and deleted. */
const resource = (name: string) => ({
  [`/${name}`]: {
    post: { operationId: `${name}.create`, responses: { 201: { description: 'Made', content } } },
  },
  [`/${name}/{id}`]: {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    get: {
      operationId: `${name}.get`,
      responses: { 200: { description: 'Found', content }, ...missing },
    },
    delete: {
      operationId: `${name}.delete`,
      responses: { 204: { description: 'Gone' }, ...missing },
    },
  },
});

const document = {
  openapi: '3.1.1',
  info: { title: 'A', version: '1' },
  paths: { ...resource('cats'), ...resource('dogs') },
};

/** Deletes nothing; `isStateless` says for which paths it reports that it has no state. */
const forgetful =
  (isStateless: (path: string) => boolean): RequestListener =>
  ({ method = '', url = '' }, response) => {
    if (isStateless(url)) response.setHeader('X-Mock', 'stateless');
    const body = JSON.stringify({ id: 'a1' });
    const json = { 'Content-Type': 'application/json' };
    if (method === 'POST') response.writeHead(201, json).end(body);
    else if (method === 'GET') response.writeHead(200, json).end(body);
    else response.writeHead(method === 'DELETE' ? 204 : 404).end();
  };

it('checks the resources that have a state, in spite of others that have none', async () => {
  const { findings, checks, notes } = await verified(
    document as never,
    forgetful((path) => path.startsWith('/cats')),
  );
  expect(findings.map(({ check, operation }) => [check, operation])).toEqual([
    ['deleted-gone', 'dogs.get'],
  ]);
  expect(checks.map(({ name }) => name)).toContain('deleted-gone');
  expect(notes.join('\n')).toMatch(/`X-Mock`.*deleted-gone: cats\.delete$/m);
});

it('leaves a check out of the report if no resource has the state that it needs', async () => {
  const { findings, checks, notes } = await verified(
    document as never,
    forgetful(() => true),
  );
  expect(findings).toEqual([]);
  expect(checks.map(({ name }) => name)).not.toContain('deleted-gone');
  expect(notes.join('\n')).toMatch(/deleted-gone: cats\.delete, dogs\.delete$/m);
});
