/** Requests to the mock whose responses are checked against the contract. */

import { Contract, type Coverage, isJson } from 'contract-first/contract';
import { document } from '../contract.ts';

export const contract = new Contract(document);
export const key = 'fo_abc123_token456';

type Text =
  | 'job_id'
  | 'file_id'
  | 'upload_id'
  | 'user_id'
  | 'key_id'
  | 'kind'
  | 'status'
  | 'path'
  | 'name'
  | 'etag'
  | 'sha256'
  | 'username'
  | 'key'
  | 'ticket'
  | 'access_token'
  | 'refresh_token'
  | 'detail'
  | 'code'
  | 'pointer'
  | 'url'
  | 'disposition'
  | 'version';

/** The parts of a validated body that tests read. */
export type Shown = { readonly [name in Text]: string } & {
  /** Tests know how many there are. */
  readonly [name in 'items' | 'errors' | 'files' | 'kept']: readonly [Shown, Shown, ...Shown[]];
} & {
  readonly [name in 'size' | 'total' | 'progress']: number;
} & {
  readonly job: Shown;
  readonly file: Shown;
  readonly matched: readonly string[];
  readonly name_matches: readonly object[];
  readonly passage: object | null;
  readonly folders: readonly unknown[];
  readonly next_cursor: string | null;
  readonly paths: object;
};

type Received = Omit<Response, 'json'> & { json(): Promise<Shown> };

/**
 * Sends requests with a key, unless they have credentials of their own, and checks every response
 * against the contract.
 *
 * @param coverage records what was seen
 */
export function checkedFetch(base: { readonly url: string }, coverage?: Coverage) {
  return async (path: string, init: RequestInit = {}): Promise<Received> => {
    const headers = new Headers(init.headers);
    if (!headers.has('X-API-Key') && !headers.has('Authorization')) headers.set('X-API-Key', key);
    const response = await fetch(base.url + path, { ...init, headers });
    const operation = contract.match(init.method ?? 'GET', new URL(base.url + path).pathname);
    if (!operation) throw new Error(`The contract has no ${init.method ?? 'GET'} ${path}`);
    const copy = response.clone();
    const text = Buffer.from(await copy.arrayBuffer()).toString('utf8');
    const type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
    const body = isJson(type) ? JSON.parse(text) : text;
    const { status } = response;
    const faults = contract.checkResponse(operation, { status, headers: response.headers, body });
    if (faults.length > 0) {
      throw new Error(
        `${operation.id} ${status}: ${JSON.stringify(faults)}\n${text.slice(0, 1000)}`,
      );
    }
    coverage?.reach(operation.id, status);
    // The contract has checked it, and lists everything that is read.
    return response as Received;
  };
}

/** The body of a JSON request. */
export const json = (body: unknown, method = 'POST'): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** An upload as a form. */
export function upload(name: string, content: string, fields: Record<string, string> = {}) {
  const form = new FormData();
  form.append('file', new File([content], name));
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  return { method: 'POST', body: form };
}
