/**
 * Refuses requests that match their schemas but that the server refuses whatever its state. Used by
 * the mock with and without a state.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { invalidFields, type MockHandlers, ProblemError } from 'contract-first/mock';
import type { Principal } from '../state/accounts.ts';
import { checkName, folderPath, normal } from '../state/paths.ts';
import { bodyOf, type Request, text } from './request.ts';

/** The largest file, in bytes: what the server accepts by default. */
export const LARGEST_FILE = 17_179_869_184;

/** By operation id. @throws ProblemError */
export type Checks = Readonly<Record<string, (request: Request) => void>>;

export const checks: Checks = {
  'auth.create_api_key': (request) =>
    checkEnd(bodyOf<{ expires_at?: unknown }>(request).expires_at),
  'files.list': ({ query }) => void normal(text(query.path)),
  'search.query': ({ query }) => void normal(text(query.path)),

  'files.upload': (request) => {
    const { file, path = '/' } = bodyOf<{ file: File | string; path?: string }>(request);
    if (typeof file === 'string' || file.name === '') {
      throw invalid('#/body/file', 'Must be a file with a name');
    }
    // Folders in the file name of a form are ignored (RFC 7578, section 4.2).
    checkName(file.name.slice(file.name.lastIndexOf('/') + 1));
    normal(path);
  },

  'files.put_content': (request) => {
    const { query, headers, received } = request;
    const path = text(query.path);
    checkFilePath(path);
    if (received['content-range'] !== undefined) {
      const message = 'Must not be sent; partial uploads are not supported, so send the whole file';
      throw invalid('#/header/content-range', message);
    }
    checkDigest(headers['content-digest'], bodyOf<Buffer>(request));
  },

  'folders.create': (request) => void folderPath(bodyOf<{ path: string }>(request).path),
  'folders.delete': ({ query }) => void folderPath(text(query.path)),

  'uploads.create': (request) => {
    const {
      path = '/',
      name,
      size,
    } = bodyOf<{ path?: string; name: string; size: number }>(request);
    normal(path);
    checkName(name);
    if (size > LARGEST_FILE) {
      throw new ProblemError('payload_too_large', `The file exceeds ${LARGEST_FILE} bytes`);
    }
  },

  'files.update': (request) => {
    const { path, name } = bodyOf<{ path?: string; name?: string }>(request);
    if (path === undefined && name === undefined) {
      throw invalid('#/body', 'Must have a path, a name or both');
    }
    if (path !== undefined) checkFilePath(path);
    if (name !== undefined) checkName(name);
  },

  'organize.scan': (request) => {
    const {
      path,
      methodology,
      options = {},
    } = bodyOf<{
      path: string;
      methodology: string;
      options?: { projects?: unknown; areas?: unknown; destination?: string };
    }>(request);
    const foreign = (['projects', 'areas'] as const).find(
      (name) => options[name] !== undefined && methodology !== 'para',
    );
    if (foreign) {
      const message = `Is not supported by the methodology ${methodology}`;
      throw invalid(`#/body/options/${foreign}`, message);
    }
    normal(path);
    if (options.destination !== undefined) normal(options.destination);
  },

  'dedupe.scan': (request) => void normal(bodyOf<{ path: string }>(request).path),
};

function checkFilePath(path: string): void {
  if (path.endsWith('/')) {
    throw new ProblemError('invalid_path', 'The path must end with a file name, not with "/"');
  }
  normal(path);
}

/** The last moment that a date-time can express (RFC 3339, section 1). */
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

function checkEnd(end: unknown): void {
  if (typeof end !== 'string') return;
  const pointer = '#/body/expires_at';
  // Negated, since a date-time may be a leap second, for which `Date.parse` returns NaN.
  if (!(Date.parse(end) > Date.now())) throw invalid(pointer, 'Must be in the future');
  if (Date.parse(end) <= LATEST) return;
  throw invalid(pointer, `Must not be later than ${new Date(LATEST).toISOString()}`);
}

/** @throws ProblemError `invalid_request` or `digest_mismatch` (RFC 9530, section 2) */
function checkDigest(header: unknown, content: Buffer): void {
  if (header === undefined) return;
  const member = String(header)
    .split(',')
    .map((each) => each.trim())
    .find((each) => each.startsWith('sha-256='));
  const [, given] = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(member ?? '') ?? [];
  if (given === undefined) {
    const message = 'Must have the form sha-256=:<base64 of 32 bytes>:';
    throw invalid('#/header/content-digest', message);
  }
  if (createHash('sha256').update(content).digest('base64') === given) return;
  const detail = 'The body does not match Content-Digest; nothing was stored. Send it again';
  throw new ProblemError('digest_mismatch', detail);
}

const invalid = (pointer: string, message: string): ProblemError =>
  invalidFields([{ pointer, message }]);

/** Wraps handlers so that each request is checked first. */
export const checked = (handlers: MockHandlers<Principal>): MockHandlers<Principal> =>
  Object.fromEntries(
    Object.entries(handlers).map(([id, handler]): [string, typeof handler] => [
      id,
      (request) => {
        checks[id]?.(request);
        return handler(request);
      },
    ]),
  );
