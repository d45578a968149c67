import { ProblemError } from 'contract-first/mock';
import { document } from '../contract.ts';
import type { AnyWork } from '../state/jobKinds.ts';
import type { Jobs } from '../state/jobs.ts';
import type { Library } from '../state/library.ts';
import * as seed from '../state/seed.ts';
import { type Request, text } from './request.ts';

type Problem = Readonly<Record<'code' | 'title' | 'meaning' | 'remedy', string>>;
// The contract's lint has checked the form of the extension.
const problems = document['x-problems'] as readonly Problem[];

export function systemHandlers(library: Library, jobs: Jobs<AnyWork>) {
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
    'system.ready': () => {
      const checks = ['library', 'database', 'disk'].map((name) => ({ name, status: 'passed' }));
      return { status: 200, body: { status: 'ready', checks } };
    },
    'system.stats': () => {
      const { files, trash } = library;
      const trashed = trash.map(({ file }) => file);
      return {
        status: 200,
        body: {
          files: {
            ...sizeOf(files),
            by_type: distinct(files.map(({ type }) => type)).map((type) => ({
              type,
              ...sizeOf(files.filter((file) => file.type === type)),
            })),
          },
          trash: sizeOf(trashed),
          search: { indexed_count: files.length, queued_count: 0 },
          jobs: distinct(jobs.all.map(({ status }) => status)).map((status) => ({
            status,
            count: jobs.all.filter((job) => job.status === status).length,
          })),
        },
      };
    },
    'system.metrics': () => ({ status: 200, body: seed.metrics }),
    'system.openapi': () => ({ status: 200, body: document }),
    'system.docs': () => ({ status: 200, headers: seed.pageHeaders, body: seed.docsPage }),
    'system.problem': ({ params }: Request) => {
      const problem = problems.find(({ code }) => code === params.code);
      if (!problem)
        throw new ProblemError('not_found', `No problem has the code "${text(params.code)}"`);
      const { title, meaning, remedy } = problem;
      const body = `<!doctype html><title>${title}</title><h1>${title}</h1><p>${meaning}<p>${remedy}`;
      return { status: 200, headers: seed.pageHeaders, body };
    },
  };
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)].sort();

const sizeOf = (files: readonly { readonly size: number }[]) => ({
  count: files.length,
  bytes: files.reduce((sum, { size }) => sum + size, 0),
});
