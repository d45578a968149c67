import { type FileEntry, FileOrganizerClient } from '@file-organizer/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { FileActions } from './fileActions.ts';

type Answer = { readonly status: number; readonly retryAfter?: number };

const fileOf = (name: string): FileEntry => ({
  ...{ fileId: `id-of-${name}`, path: `/${name}`, name, size: 1, type: 'document' },
  ...{ mimeType: 'text/plain', sha256: null, etag: '"1"' },
  ...{ createdAt: '2026-01-01T00:00:00Z', modifiedAt: '2026-01-01T00:00:00Z' },
});

/** Actions on a server that answers each file in turn. */
function actionsOn(answers: Readonly<Record<string, readonly Answer[]>>) {
  vi.stubGlobal('window', new EventTarget());
  onTestFinished(() => void vi.unstubAllGlobals());
  const sent: string[] = [];
  const client = new FileOrganizerClient({
    baseUrl: 'http://server.test',
    apiKey: 'fo_id_token',
    fetch: async (input, init) => {
      const [, name = ''] = /id-of-([^/?]+)/.exec(new Request(input, init).url) ?? [];
      const turn = sent.filter((each) => each === name).length;
      sent.push(name);
      const { status, retryAfter } = answers[name]?.[turn] ?? { status: 204 };
      if (status === 204) return new Response(null, { status });
      const problem = { type: 'about:blank', title: 'Refused', status, code: 'refused' };
      return new Response(JSON.stringify(problem), {
        status,
        headers: {
          'Content-Type': 'application/problem+json',
          ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
        },
      });
    },
  });
  const changed: string[] = [];
  const actions = new FileActions(client, (files) =>
    changed.push(...files.map(({ name }) => name)),
  );
  const trash = (...names: readonly string[]) =>
    actions.start(
      { kind: 'trash' },
      names.map((name) => ({ file: fileOf(name) })),
    );
  return { actions, trash, sent, changed };
}

it('a failure is listed, and does not end the others', async () => {
  const { actions, trash, changed } = actionsOn({ b: [{ status: 404 }] });
  await trash('a', 'b', 'c');
  expect(actions.current()).toMatchObject({ state: 'over', total: 3, done: 2 });
  expect(actions.current()?.failures.map(({ subject }) => subject.file.name)).toEqual(['b']);
  expect(changed.sort()).toEqual(['a', 'c']);
});

it('a request over the limit is repeated, and is not a failure', async () => {
  const { actions, trash, sent } = actionsOn({ a: [{ status: 429, retryAfter: 0 }] });
  await trash('a');
  expect(sent).toEqual(['a', 'a']);
  expect(actions.current()).toMatchObject({ done: 1, failures: [] });
});

it('an action that waits for the limit can be stopped', async () => {
  const { actions, trash, sent } = actionsOn({ a: [{ status: 429, retryAfter: 3_600 }] });
  const over = trash('a');
  await vi.waitFor(() => expect(actions.current()?.waitsUntil).toBeDefined());
  actions.stop();
  await over;
  expect(actions.current()).toMatchObject({ state: 'stopped', done: 0 });
  expect(sent).toEqual(['a']);
});

it('the undo has the files that were changed', async () => {
  const { actions, trash } = actionsOn({ b: [{ status: 404 }] });
  await trash('a', 'b');
  const { undo } = actions.current() ?? {};
  expect(undo?.action).toEqual({ kind: 'restore' });
  expect(undo?.subjects.map(({ file }) => file.name)).toEqual(['a']);
});

it('what was restored or deleted for good meanwhile is not part of the undo', async () => {
  const { actions, trash } = actionsOn({});
  await trash('a', 'b');
  actions.forget('id-of-a');
  expect(actions.current()?.undo?.subjects.map(({ file }) => file.name)).toEqual(['b']);
  actions.forget('id-of-b');
  expect(actions.current()).toBeUndefined();
});
