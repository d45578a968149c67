import type { Document } from 'contract-first/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { done, info } from './testing/documentParts.ts';
import { type Served, served } from './testing/served.ts';

let server: Served | undefined;
afterEach(() => server?.close());

const get = (operationId: string, more: object = {}) => ({
  get: { operationId, responses: done, ...more },
});

async function serve(paths: object, rest: object = {}, options = {}): Promise<Served> {
  server = await served({ openapi: '3.1.1', info, paths, ...rest } as Document, {}, options);
  return server;
}

describe('a name that no header can have', () => {
  it('does not stop a request to a path whose fragment is one', async () => {
    const { ask } = await serve({ '/a#x/y': get('one'), '/a#z': get('two') });
    expect((await ask('GET', '/a')).status).toBe(200);
  });

  it('does not stop a request to an operation with such a parameter', async () => {
    const parameters = [{ name: 'x y', in: 'header', schema: { type: 'string' } }];
    const { ask } = await serve({ '/a': get('one', { parameters }) });
    expect((await ask('GET', '/a')).status).toBe(200);
  });

  it('does not stop a request to an operation with such a security scheme', async () => {
    const components = {
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x y' } },
    };
    const responses = { ...done, 401: { description: 'No credentials' } };
    const { ask } = await serve(
      { '/a': get('one', { security: [{ key: [] }], responses }) },
      { components },
      {
        credentials: {
          key: { type: 'apiKey', in: 'header', name: 'x y', verify: async () => undefined },
        },
      },
    );
    expect((await ask('GET', '/a')).status).toBe(401);
  });
});
