import { readFile } from 'node:fs/promises';
import type { Document } from '@file-organizer/toolkit/contract';
import { problems } from '../contract.ts';
import type { IndexCounts } from '../db/searchIndex.ts';
import type { Statistics } from '../db/statistics.ts';
import { errnoOf, Failure } from '../failure.ts';
import type { HandlersOf } from '../http/mount.ts';

type SystemHandlers = HandlersOf<
  'system.health' | 'system.stats' | 'system.openapi' | 'system.docs' | 'system.problem'
>;

/**
 * @param docs the place of the reference page on the disk
 * @param statistics counts what there is
 */
export function systemHandlers(
  document: Document,
  docs: string,
  statistics: () => Promise<Statistics & { readonly search: IndexCounts }>,
): SystemHandlers {
  const started = Date.now();
  return {
    'system.health': () => ({
      status: 200,
      body: {
        status: 'ok',
        version: document.info.version,
        uptime_seconds: Math.floor((Date.now() - started) / 1000),
      },
    }),

    'system.stats': async () => {
      const { types, trash, search, jobs } = await statistics();
      return {
        status: 200,
        body: {
          files: {
            count: types.reduce((sum, { count }) => sum + count, 0),
            bytes: types.reduce((sum, { bytes }) => sum + bytes, 0),
            by_type: [...types],
          },
          trash,
          search: { indexed_count: search.indexed, queued_count: search.queued },
          jobs: [...jobs],
        },
      };
    },

    'system.openapi': () => ({ status: 200, body: document }),

    'system.docs': async () => {
      try {
        return { status: 200, body: await readFile(docs, 'utf8') };
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT') throw error;
        throw new Failure('not_found', 'The reference is not built; `pnpm docs:build` makes it');
      }
    },

    'system.problem': ({ params }) => {
      const problem = [...problems.values()].find(({ code }) => code === params.code);
      if (!problem) throw new Failure('not_found', `There is no problem "${params.code}"`);
      return { status: 200, body: problemPage(problem) };
    },
  };
}

type ProblemEntry = typeof problems extends ReadonlyMap<unknown, infer Entry> ? Entry : never;

function problemPage({ code, status, title, meaning, remedy }: ProblemEntry): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
  body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
  :root { color-scheme: light dark }
</style>
<p><code>${escapeHtml(code)}</code> · ${status}</p>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(meaning)}</p>
<h2>What to do</h2>
<p>${escapeHtml(remedy)}</p>
<p><a href="/docs">The reference of the API</a></p>
</html>
`;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
