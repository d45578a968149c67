/** The web page on the mock: what it is served with. How it behaves there is tested in `test/web`. */
import { type Mock, startMock } from '@file-organizer/mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWeb } from '../../packages/web/build.ts';
import { serverPerFile } from '../support/testServer.ts';

const server = serverPerFile();
let mock: Mock;
beforeAll(async () => {
  await buildWeb();
  mock = await startMock({ port: 0, web: true });
});
afterAll(() => mock.close());

const protecting = ['Content-Security-Policy', 'Referrer-Policy', 'X-Content-Type-Options'];

async function get(base: string, path: string) {
  const response = await fetch(base + path);
  const headers = Object.fromEntries(protecting.map((name) => [name, response.headers.get(name)]));
  const [mediaType] = (response.headers.get('Content-Type') ?? '').split(';');
  return { status: response.status, mediaType, headers, body: await response.text() };
}

it('has the content and the protection that the server gives it', async () => {
  expect(await get(mock.url, '/')).toEqual(await get(server.url, '/'));
});

it('has its scripts and styles', async () => {
  const { body } = await get(mock.url, '/');
  const paths = [...body.matchAll(/(?:src|href)="(\/(?:assets\/|favicon)[^"]+)"/g)].map(
    ([, path = '']) => path,
  );
  expect(paths.length).toBeGreaterThan(2);
  for (const path of paths) {
    expect(await get(mock.url, path), path).toEqual(await get(server.url, path));
  }
});

it('has no other file', async () => {
  for (const path of [
    '/assets/',
    '/package.json',
    '/assets/../../package.json',
    '/%2e%2e/build.ts',
  ]) {
    expect((await get(mock.url, path)).status, path).toBe(404);
  }
});

it('has a link that signs in once', async () => {
  const [, ticket] = mock.signInLink().split('#ticket=');
  const redeem = () =>
    fetch(`${mock.url}/api/v1/auth/redeem`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ticket }),
    });
  const first = await redeem();
  expect(first.status).toBe(200);
  expect(await first.json()).toMatchObject({ user: { username: 'admin' } });
  expect((await redeem()).status).toBe(401);
});

it('is refused without a state', async () => {
  await expect(startMock({ port: 0, web: true, dynamic: true })).rejects.toThrow(TypeError);
  await expect(startMock({ port: 0, web: true, stateful: false })).rejects.toThrow(TypeError);
});
