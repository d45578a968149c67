import { createRequire } from 'node:module';
import type { Bench } from './bench.ts';
import { againstRoute, lists } from './listing.ts';

const { version }: { readonly version: string } = createRequire(import.meta.url)(
  'fastify/package.json',
);

export default {
  work: lists,
  peer: 'a route of Fastify with schemas for query and response',
  unit: 'requests/s',
  target: { atLeast: 1 },
  measure: async (rounds) => {
    await againstRoute(rounds, 'fastifyRoute.ts');
    return [`Fastify ${version}, without key, limit, log and metrics`];
  },
} satisfies Bench;
