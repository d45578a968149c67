import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';

/** How many files are uploaded at the same time. */
const AT_ONCE = 3;

export type UploadItem = {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  /** From 0 to 1. */
  readonly share: number;
  readonly error?: unknown;
};

type Waiting = { readonly id: string; readonly file: File; readonly folder: string };

/** Uploads files into a folder, a few at a time, and tells how far each one is. */
export function useUploads(folder: string) {
  const { client } = useSession();
  const queries = useQueryClient();
  const [items, setItems] = useState<readonly UploadItem[]>([]);
  const waiting = useRef<Waiting[]>([]);
  const running = useRef(new Map<string, AbortController>());

  const change = useCallback((id: string, next: Partial<UploadItem>) => {
    setItems((all) => all.map((item) => (item.id === id ? { ...item, ...next } : item)));
  }, []);

  const pump = useCallback(() => {
    while (running.current.size < AT_ONCE) {
      const next = waiting.current.shift();
      if (!next) return;
      const ending = new AbortController();
      running.current.set(next.id, ending);
      change(next.id, { state: 'running' });
      client.files
        .upload(
          next.file,
          next.folder,
          {},
          {
            signal: ending.signal,
            timeout: Number.POSITIVE_INFINITY,
            onProgress: ({ loaded, total }) =>
              change(next.id, { share: total ? loaded / total : 0 }),
          },
        )
        .then(
          () => change(next.id, { state: 'done', share: 1 }),
          (error: unknown) =>
            ending.signal.aborted
              ? change(next.id, { state: 'cancelled' })
              : change(next.id, { state: 'failed', error }),
        )
        .finally(() => {
          running.current.delete(next.id);
          void queries.invalidateQueries({ queryKey: ['files', next.folder] });
          pump();
        });
    }
  }, [client, queries, change]);

  const add = useCallback(
    (files: readonly File[]) => {
      const added = files.map((file) => ({ id: crypto.randomUUID(), file, folder }));
      waiting.current.push(...added);
      setItems((all) => [
        ...all,
        ...added.map(({ id, file }) => ({
          id,
          name: file.name,
          state: 'waiting' as const,
          share: 0,
        })),
      ]);
      pump();
    },
    [folder, pump],
  );

  const cancel = useCallback(
    (id: string) => {
      running.current.get(id)?.abort();
      if (!waiting.current.some((each) => each.id === id)) return;
      waiting.current = waiting.current.filter((each) => each.id !== id);
      change(id, { state: 'cancelled' });
    },
    [change],
  );

  return { items, add, cancel, clear: () => setItems([]) };
}
