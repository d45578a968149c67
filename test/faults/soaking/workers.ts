/**
 * What clients do to a server at the same time. Each worker goes on until its signal is aborted, and
 * takes a server that has died for what it is: it tries again.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import FileOrganizerClient from '@file-organizer/client';
import { digestOf, type Ledger } from './ledger.ts';

/** What the workers share. */
export type Load = {
  readonly url: string;
  readonly key: string;
  readonly ledger: Ledger;
  /** Ends the load. */
  readonly signal: AbortSignal;
  readonly random: () => number;
  /** What was answered, by kind. */
  readonly counts: Map<string, number>;
  /** Answers that no server should give, in words. */
  readonly faults: string[];
};

type Asked = { readonly status: number; readonly body: Record<string, unknown> };

/** Asks once. @returns undefined where no answer came */
async function ask(
  load: Load,
  method: string,
  path: string,
  body?: string | Buffer<ArrayBuffer>,
): Promise<Asked | undefined> {
  const json = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {};
  try {
    const response = await fetch(`${load.url}/api/v1${path}`, {
      method,
      headers: { 'X-API-Key': load.key, ...json },
      signal: AbortSignal.timeout(60_000),
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    if (response.status >= 500 && response.status !== 503) {
      load.faults.push(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`);
    }
    count(load, `${method} ${path.replace(/[?].*|[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')}`);
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : {} };
  } catch {
    await sleep(50);
    return undefined;
  }
}

const count = ({ counts }: Load, what: string): void => {
  counts.set(what, (counts.get(what) ?? 0) + 1);
};

/** Uploads, reads again, moves, deletes and restores files of its own. */
export async function write(load: Load, name: string): Promise<void> {
  const own: { digest: string; path: string; id: string }[] = [];
  for (let n = 0; !load.signal.aborted; n++) {
    const size = load.random() < 0.1 ? 2_000_000 : Math.floor(load.random() * 50_000) + 32;
    const content = randomBytes(size);
    const digest = digestOf(content);
    const path = `/${name}/${n % 20}/${digest.slice(0, 12)} ${n}.bin`;
    load.ledger.put(digest, path, undefined);
    const put = await ask(load, 'PUT', `/files/content?path=${encodeURIComponent(path)}`, content);
    if (put?.status !== 201) continue;
    load.ledger.put(digest, path);
    const id = String(put.body.file_id);
    own.push({ digest, path, id });

    const { random } = load;
    const chosen = own[Math.floor(random() * own.length)];
    if (!chosen || own.length < 3) continue;
    const at = own.indexOf(chosen);
    const what = random();
    if (what < 0.3) {
      const to = `/${name}/moved/${chosen.digest.slice(0, 12)} ${n}.bin`;
      load.ledger.put(chosen.digest, chosen.path, to);
      const body = JSON.stringify({ path: to });
      const moved = await ask(load, 'PATCH', `/files/${chosen.id}`, body);
      // Without an answer it is in one of both places from now on.
      if (moved?.status === 200) own[at] = { ...chosen, path: to };
      else own.splice(at, 1);
      if (moved?.status === 200) load.ledger.put(chosen.digest, to);
    } else if (what < 0.5) {
      load.ledger.put(chosen.digest, chosen.path, undefined);
      own.splice(at, 1);
      const deleted = await ask(load, 'DELETE', `/files/${chosen.id}`);
      if (deleted?.status !== 200 && deleted?.status !== 204) continue;
      const restored = await ask(load, 'POST', `/files/${chosen.id}/restore`);
      if (restored?.status === 200) {
        load.ledger.put(chosen.digest, chosen.path);
        own.push(chosen);
      }
    } else if (own.length > 200) {
      load.ledger.put(chosen.digest, chosen.path, undefined);
      own.splice(at, 1);
      await ask(load, 'DELETE', `/files/${chosen.id}?permanent=true`);
    }
  }
}

/** Lists everything, searches, and asks how the server is. */
export async function read(load: Load): Promise<void> {
  while (!load.signal.aborted) {
    let cursor = '';
    for (let page = 0; page < 20 && !load.signal.aborted; page++) {
      const query = `recursive=true&limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const list = await ask(load, 'GET', `/files?${query}`);
      if (typeof list?.body.next_cursor !== 'string') break;
      cursor = list.body.next_cursor;
    }
    await ask(load, 'GET', '/search?q=report');
    await ask(load, 'GET', '/system/stats');
    await ask(load, 'GET', '/health');
  }
}

/** Plans by turns, executes and undoes it, and looks for duplicates. */
export async function organize(load: Load): Promise<void> {
  const until = async (id: string, ...states: readonly string[]): Promise<string | undefined> => {
    for (let tries = 0; tries < 600 && !load.signal.aborted; tries++) {
      const job = await ask(load, 'GET', `/organize/status/${id}`);
      const status = String(job?.body.status ?? '');
      if (status === 'failed' || status === 'partial') {
        load.faults.push(`a job is ${status}: ${JSON.stringify(job?.body)}`);
        return undefined;
      }
      if (states.includes(status)) return status;
      await sleep(50);
    }
    return undefined;
  };
  for (let n = 0; !load.signal.aborted; n++) {
    const methodology = n % 2 === 0 ? 'type' : 'date';
    const body = JSON.stringify({ path: '/organized', methodology });
    const id = String((await ask(load, 'POST', '/organize/scan', body))?.body.job_id ?? '');
    if (!id || !(await until(id, 'planned'))) continue;
    // Asked again where no answer came: it is either begun or not.
    while (!load.signal.aborted) {
      const begun = await ask(load, 'POST', '/organize/execute', JSON.stringify({ job_id: id }));
      if (begun) break;
    }
    if (!(await until(id, 'completed'))) continue;
    while (!load.signal.aborted) {
      if (await ask(load, 'POST', `/organize/jobs/${id}/rollback`)) break;
    }
    await until(id, 'rolled_back');
    const twins = await ask(load, 'POST', '/dedupe/scan', JSON.stringify({ path: '/organized' }));
    if (twins?.body.job_id) await until(String(twins.body.job_id), 'completed', 'planned');
  }
}

/** Hears live events by the TypeScript client, leaves, and comes again. */
export async function listen({ url, key, signal, counts }: Load): Promise<void> {
  const client = new FileOrganizerClient({ baseUrl: url, apiKey: key });
  while (!signal.aborted) {
    const events = client.events.connect();
    const leave = AbortSignal.any([signal, AbortSignal.timeout(3000)]);
    leave.addEventListener('abort', () => events.close());
    try {
      for await (const _event of events) counts.set('events', (counts.get('events') ?? 0) + 1);
    } catch {
      await sleep(100);
    }
  }
}

/** Uploads by the TypeScript client, which tries again by itself. */
export async function upload({ url, key, ledger, signal, counts, random }: Load): Promise<void> {
  const client = new FileOrganizerClient({ baseUrl: url, apiKey: key });
  for (let n = 0; !signal.aborted; n++) {
    const content = randomBytes(Math.floor(random() * 20_000) + 32);
    const digest = digestOf(content);
    ledger.put(digest, undefined);
    try {
      const { path, fileId } = await client.files.upload(
        new File([content], `${n}.bin`),
        '/typescript',
      );
      ledger.put(digest, path);
      const done = 'uploads by the TypeScript client';
      counts.set(done, (counts.get(done) ?? 0) + 1);
      if (n % 3 > 0) continue;
      ledger.put(digest, path, undefined);
      await client.files.delete(fileId, { permanent: true });
      ledger.forget(digest);
    } catch {
      await sleep(50);
    }
  }
}
