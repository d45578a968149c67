/**
 * The least that could answer a request: one Hono route that returns a body, read from a file, by
 * `c.json`. A process of its own, as the server is.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// From the server's own packages, so that both run the same versions.
const { resolve } = createRequire(join(import.meta.dirname, '../../packages/server/package.json'));
const { Hono } = await import(resolve('hono'));
const { serve } = await import(resolve('@hono/node-server'));

const [file = ''] = process.argv.slice(2);
const body: unknown = JSON.parse(readFileSync(file, 'utf8'));
const app = new Hono().get('/files', (c: { json(body: unknown): Response }) => c.json(body));
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }: { port: number }) => {
  console.log(`http://127.0.0.1:${port}/files`);
});
