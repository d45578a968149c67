/** How credentials are read from requests, over real connections. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Environment } from '../environment.ts';
import { readerOf, type SecurityScheme } from './credentials.ts';

/** An app that answers with the credential that it reads. */
function appOf(scheme: SecurityScheme): Hono<Environment> {
  const read = readerOf(scheme);
  return new Hono<Environment>().get('/', (c) => c.json({ credential: read(c) ?? null }));
}

async function credentialIn(scheme: SecurityScheme, headers: Record<string, string>) {
  const response = await appOf(scheme).request('/', { headers });
  const { credential } = (await response.json()) as { credential: string | null };
  return credential;
}

describe('a credential in Authorization', () => {
  it('of a scheme with parameters is all of them', async () => {
    const digest = { type: 'http', scheme: 'digest' } as const;
    const sent = 'username="ada", realm="api", nonce="1", uri="/", response="2"';
    expect(await credentialIn(digest, { Authorization: `Digest ${sent}` })).toBe(sent);
  });

  it('that is a token has no spaces', async () => {
    const bearer = { type: 'http', scheme: 'bearer' } as const;
    expect(await credentialIn(bearer, { Authorization: 'Bearer a b' })).toBe(null);
  });
});

describe('a certificate that a proxy passes on', () => {
  const scheme = { type: 'mutualTLS', header: 'Client-Cert' } as const;

  it('is read from its header', async () => {
    expect(await credentialIn(scheme, { 'Client-Cert': ':YWRh:' })).toBe('YWRh');
  });

  it.each(['YWRh', ':a b:', '::'])('is not read from %s', async (value) => {
    expect(await credentialIn(scheme, { 'Client-Cert': value })).toBe(null);
  });

  it('is not read from a header that no proxy is said to set', async () => {
    const app = appOf({ type: 'mutualTLS' });
    const listener = getRequestListener(app.fetch);
    const { createServer: createPlainServer } = await import('node:http');
    const server = createPlainServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      headers: { 'Client-Cert': ':YWRh:' },
    });
    expect(await response.json()).toEqual({ credential: null });
    server.close();
  });
});

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('Not tested: there is no openssl to make certificates with.');
    return process.env.CI === 'true';
  }
})();

describe.skipIf(!hasOpenssl)('a certificate of the connection', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'certificates-'));
    for (const name of ['known', 'unknown']) {
      const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout'];
      const subject = ['-subj', '/CN=localhost', '-days', '2'];
      execFileSync(
        'openssl',
        ['req', '-x509', ...key, `${name}.key`, '-out', `${name}.crt`, ...subject],
        { cwd: folder, stdio: 'ignore' },
      );
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const pair = async (name: string) => ({
    key: await readFile(join(folder, `${name}.key`)),
    cert: await readFile(join(folder, `${name}.crt`)),
  });

  /** What a server that trusts one certificate reads from a connection. */
  async function readFrom(client: { key: Buffer; cert: Buffer } | undefined) {
    const own = await pair('known');
    const tls = { ...own, ca: own.cert, requestCert: true, rejectUnauthorized: false };
    const listener = getRequestListener(appOf({ type: 'mutualTLS' }).fetch);
    const server = createServer(tls, listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const sent = request({
      port,
      host: '127.0.0.1',
      rejectUnauthorized: false,
      agent: false,
      ...client,
    });
    sent.end();
    const [response] = await once(sent, 'response');
    const { credential } = JSON.parse(await text(response));
    server.close();
    return credential;
  }

  it('is read as DER in Base64', async () => {
    const { X509Certificate } = await import('node:crypto');
    const client = await pair('known');
    const read = await readFrom(client);
    expect(new X509Certificate(Buffer.from(read, 'base64')).fingerprint256).toBe(
      new X509Certificate(client.cert).fingerprint256,
    );
  });

  it('is not read if TLS has found it invalid', async () => {
    expect(await readFrom(await pair('unknown'))).toBe(null);
  });

  it('is not there if the client has shown none', async () => {
    expect(await readFrom(undefined)).toBe(null);
  });
});
