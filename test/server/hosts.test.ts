/** By which names the server may be called: web pages can let theirs resolve to this machine. */
import { describe, expect, it } from 'vitest';
import { handshake } from '../support/liveClient.ts';
import { serverPerFile, startTestServer } from '../support/testServer.ts';
import { headOf, send } from '../support/wire.ts';

type Place = { readonly url: string };

/** What a request by a name is answered with. */
async function askBy(place: Place, Host: string, path = '/api/v1/health'): Promise<number> {
  return (await send(place, headOf('GET', path, { Host }))).status;
}

describe('a server on 127.0.0.1', () => {
  const server = serverPerFile({ hosts: ['files.example.org'], metricsPort: 0 });

  it.each([
    'localhost',
    'localhost:8000',
    'LOCALHOST',
    'localhost.',
    '127.0.0.1',
    '[::1]:1',
    'files.example.org',
    'Files.Example.Org.:443',
  ])('answers to %s', async (name) => {
    expect(await askBy(server, name)).toBe(200);
  });

  it.each([
    'foe.example',
    'localhost.foe.example',
    'a.files.example.org',
    'example.org',
    '192.168.1.5',
    '0.0.0.0',
    '[::]',
    '127.0.0.1.foe.example',
  ])('does not answer to %s', async (name) => {
    expect(await askBy(server, name)).toBe(421);
  });

  it('names the setting in a problem', async () => {
    const { headers, text } = await send(
      server,
      headOf('GET', '/api/v1/files', { Host: 'foe.example:8000', 'X-Request-Id': 'rebound' }),
    );
    expect(headers.get('Content-Type')).toBe('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({
      status: 421,
      code: 'host_not_allowed',
      detail: '"foe.example" is not a name of this server; add it to FILE_ORGANIZER_HOSTS',
      instance: '/api/v1/files',
      request_id: 'rebound',
    });
  });

  it.each(['/docs', '/api/v1/openapi.json', '/api/v1/files', '/api/v1/nothing', '/metrics'])(
    'reveals nothing at %s under another name',
    async (path) => {
      expect(await askBy(server, 'foe.example', path)).toBe(421);
    },
  );

  it('opens no WebSocket under another name', async () => {
    const response = await handshake(server, '/api/v1/ws/x', { Host: 'foe.example' });
    expect(await response.json()).toMatchObject({ status: 421, code: 'host_not_allowed' });
  });

  it('answers no preflight under another name', async () => {
    const preflight = { Host: 'foe.example', 'Access-Control-Request-Method': 'POST' };
    const { status } = await send(server, headOf('OPTIONS', '/api/v1/files', preflight));
    expect(status).toBe(421);
  });

  it('uses the host of an absolute URL rather than Host', async () => {
    const ask = (target: string, Host: string) => send(server, headOf('GET', target, { Host }));
    const path = '/api/v1/health';
    expect((await ask(`http://localhost${path}`, 'foe.example')).status).toBe(200);
    expect((await ask(`http://foe.example${path}`, 'localhost')).status).toBe(421);
  });

  it('serves its metrics only under its own names', async () => {
    const metrics = { url: server.metricsUrl ?? '' };
    expect(await askBy(metrics, 'files.example.org', '/metrics')).toBe(200);
    const { status, text } = await send(
      metrics,
      headOf('GET', '/metrics', { Host: 'foe.example' }),
    );
    expect([status, JSON.parse(text).code]).toEqual([421, 'host_not_allowed']);
  });
});

it('a server on all addresses answers only to IP addresses and its own names', async () => {
  const server = await startTestServer({ host: '0.0.0.0' });
  const place = { url: server.url.replace('0.0.0.0', '127.0.0.1') };
  try {
    for (const name of ['192.168.1.5:8000', '[fd00::5]', '0.0.0.0', 'localhost']) {
      expect([name, await askBy(place, name)]).toEqual([name, 200]);
    }
    for (const name of ['foe.example', '192.168.1.5.foe.example', 'fd00.example']) {
      expect([name, await askBy(place, name)]).toEqual([name, 421]);
    }
  } finally {
    await server.end();
  }
});
