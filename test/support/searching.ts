/** What tests of search ask of a server. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bodyOf, type ListedFile, list, until } from './library.ts';
import { type TestServer, upload } from './testServer.ts';

export type Asked = Pick<TestServer, 'fetch'>;
export type TextRange = { readonly start: number; readonly end: number };
export type Result = {
  readonly file: ListedFile;
  readonly score: number;
  readonly matched: string[];
  readonly name_matches: readonly TextRange[];
  readonly passage: {
    readonly text: string;
    readonly matches: readonly TextRange[];
    readonly continues_before: boolean;
    readonly continues_after: boolean;
  } | null;
};
export type Results = {
  readonly items: readonly Result[];
  readonly total: number;
  readonly next_cursor: string | null;
  readonly indexing: boolean;
};
type Query = Readonly<Record<string, string>>;
type Stats = { readonly search: { readonly indexed_count: number; readonly queued_count: number } };

export const searchOf = (q: string, query: Query = {}): string =>
  `/api/v1/search?${new URLSearchParams({ q, ...query })}`;

/** Searches a server, unless another one is given. */
export function searching(server: TestServer) {
  const search = async (q: string, query: Query = {}, on: Asked = server): Promise<Results> =>
    bodyOf<Results>(await on.fetch(searchOf(q, query)), 200);

  return {
    search,

    /** The paths of what is found, the best first. */
    async found(q: string, query: Query = {}, on: Asked = server): Promise<string[]> {
      return (await search(q, query, on)).items.map(({ file }) => file.path);
    },

    /** Writes files without the server. */
    write(files: Readonly<Record<string, string | Buffer>>, on = server): void {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(join(on.root, path, '..'), { recursive: true });
        writeFileSync(join(on.root, path), content);
      }
    },

    /** Lists everything, so that the server knows of it, and waits until all of it is indexed. */
    async indexed(on: Asked = server): Promise<void> {
      await list(on, { recursive: 'true', include_hidden: 'true', limit: '1' });
      await until('everything is indexed', async () => {
        const stats = await bodyOf<Stats>(await on.fetch('/api/v1/system/stats'), 200);
        return stats.search.queued_count === 0;
      });
    },

    async put(
      name: string,
      content: string | Buffer<ArrayBuffer>,
      fields: Record<string, string> = {},
    ): Promise<ListedFile> {
      const response = await server.fetch('/api/v1/files/upload', upload(name, content, fields));
      return bodyOf<ListedFile>(response, 201);
    },
  };
}
