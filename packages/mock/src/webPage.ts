/**
 * The web page of File Organizer, which the mock serves at `/`.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { StaticFile } from 'contract-first/mock';

/** The policy of the server for this page (Content Security Policy Level 3). */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "media-src 'self'",
  "frame-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Reads the page. All its files are in memory, so no path leads out of its folder.
 *
 * @returns the file at a path of a request, if there is one
 * @throws Error if the page cannot be built
 */
export async function webPage(): Promise<(path: string) => Promise<StaticFile | undefined>> {
  const folder = await webFolder();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, StaticFile>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length).split(sep).join('/');
    const found = { headers: headersOf(file), content: await readFile(file) };
    files.set(path.startsWith('/') ? path : `/${path}`, found);
  }
  return async (path) => files.get(path === '/' ? '/index.html' : path);
}

function headersOf(file: string): Record<string, string> {
  const extension = extname(file);
  const common = {
    'Content-Type': mediaTypes[extension] ?? 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
  };
  if (extension !== '.html') return common;
  return { ...common, 'Content-Security-Policy': POLICY, 'Referrer-Policy': 'no-referrer' };
}

let building: Promise<string> | undefined;

/** Mocks of one process serve the same page. */
const webFolder = (): Promise<string> => {
  building ??= findOrBuild();
  return building;
};

/** The page is part of the published package; in a checkout it is built. */
async function findOrBuild(): Promise<string> {
  const packed = fileURLToPath(new URL('./web', import.meta.url));
  if (existsSync(packed)) return packed;
  const build = fileURLToPath(new URL('../../web/build.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [build]);
  return stdout.trim();
}
