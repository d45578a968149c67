/**
 * The operations about the server itself.
 *
 * @module
 */
import { PageFile, pageHeaders, readiness as ready } from '@contract-first/hono';
import type { Document } from 'contract-first/contract';
import { problems } from '../contract.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { Metrics } from '../http/metrics.ts';
import { errnoOf, ProblemError } from '../problemError.ts';
import type { Readiness } from '../start/readiness.ts';
import type { IndexCounts } from '../storage/search/searchIndex.ts';
import type { Statistics } from '../storage/statistics.ts';

type SystemHandlers = HandlersOf<
  | 'system.health'
  | 'system.ready'
  | 'system.stats'
  | 'system.metrics'
  | 'system.openapi'
  | 'system.docs'
  | 'system.problem'
>;

export type SystemDeps = {
  readonly document: Document;
  /** Disk path of the reference page. */
  readonly docs: string;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  /** Counts files, trash, jobs and the search index. */
  readonly statistics: () => Promise<Statistics & { readonly search: IndexCounts }>;
};

export function systemHandlers(deps: SystemDeps): SystemHandlers {
  const { document, docs, metrics, readiness, statistics } = deps;
  const started = Date.now();
  // Redoc creates its styles at run time, so no hash can list them.
  const reference = new PageFile(docs, "'unsafe-inline'");
  // Frozen, so that it is serialized only once.
  const contract = Object.freeze({ ...document });
  return {
    'system.health': () => ({
      status: 200,
      body: {
        status: 'ok',
        version: document.info.version,
        uptime_seconds: Math.floor((Date.now() - started) / 1000),
      },
    }),

    'system.ready': async () => {
      return { status: 200, body: ready(await readiness.check()) };
    },

    'system.metrics': async () => ({ status: 200, body: await metrics.text() }),

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

    'system.openapi': () => ({ status: 200, body: contract }),

    'system.docs': async () => {
      try {
        const { body, headers } = await reference.read();
        return { status: 200, headers, body };
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT') throw error;
        throw new ProblemError(
          'not_found',
          'The reference has not been built; run `npx -y pnpm@12.21.0 docs:build`',
        );
      }
    },

    'system.problem': ({ params }) => {
      const problem = [...problems.values()].find(({ code }) => code === params.code);
      if (!problem) throw new ProblemError('not_found', `No problem has the code "${params.code}"`);
      const page = problemPage(problem);
      return { status: 200, headers: pageHeaders({ page }), body: page };
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
<p>${prose(meaning)}</p>
<h2>What to do</h2>
<p>${prose(remedy)}</p>
<p><a href="/docs">API reference</a></p>
</html>
`;
}

/** Text of the contract as HTML. It is Markdown, but problems only use code spans. */
const prose = (text: string): string =>
  escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
