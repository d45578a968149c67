import { expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { readModel } from './read.ts';

const job = {
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Job' } } },
  description: 'A job',
};

/** A document of so many operations that are waited for, and how often its paths were listed. */
function jobs(count: number): { readonly document: Document; readonly listed: () => number } {
  const started = Array.from({ length: count }, (_, at) => [
    `/jobs/start-${at}`,
    {
      post: {
        operationId: `jobs.start_${at}`,
        'x-sdk': { wait: 'jobs.get_status' },
        responses: { 200: job },
      },
    },
  ]);
  const status = {
    get: {
      operationId: 'jobs.get_status',
      parameters: [{ name: 'job_id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { 200: job },
    },
  };
  const paths = Object.fromEntries([...started, ['/jobs/{job_id}', status]]);
  let listed = 0;
  const document: Document = {
    openapi: '3.1.1',
    info: { title: 'Jobs', version: '1' },
    get paths() {
      listed += 1;
      return paths;
    },
    components: {
      schemas: {
        Job: {
          type: 'object',
          properties: {
            job_id: { type: 'string' },
            status: { type: 'string', 'x-running': ['running'] },
          },
        },
      },
    },
  };
  return { document, listed: () => listed };
}

it('the operations of a document are listed as often for many that are waited for as for one', () => {
  const [one, many] = [jobs(1), jobs(50)];
  readModel(one.document);
  expect(readModel(many.document).groups[0]?.methods).toHaveLength(51);
  expect(many.listed()).toBe(one.listed());
});
