/**
 * What the kit reads without Zod is what Zod reads, for generated schemas of all keywords. `SEED=…`
 * draws others.
 */
import { Values } from 'contract-first/schema';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { generated } from '../../packages/contract-first/src/generate/server/testing/generated.ts';
import {
  schemas,
  values,
} from '../../packages/contract-first/src/generate/server/testing/randomSchemas.ts';
import { withOperations } from '../../packages/contract-first/src/generate/server/testing/verdicts.ts';
import { parserOf } from '../../packages/contract-first-hono/src/zod/reader.ts';

const seed = Number(process.env.SEED ?? 1);
const COUNT = 40;

type Schema = Parameters<typeof parserOf>[0];
type Routes = Readonly<
  Record<string, { request: { body: { content: Record<string, { schema: Schema }> } } }>
>;

it(`reads as Zod does (SEED=${seed})`, async () => {
  const [drawn = {}] = fc.sample(schemas(COUNT), { seed, numRuns: 1 });
  const document = withOperations(drawn);
  const { module } = await generated(document);
  const more = fc.sample(values, { seed, numRuns: COUNT });
  const own = new Values(document, seed);
  let accepted = 0;
  let refused = 0;
  for (const [name, route] of Object.entries(module.routes as Routes)) {
    const { schema } = route.request.body.content['application/json'] ?? {};
    const source = document.components?.schemas?.[name];
    if (!schema || source === undefined) throw new TypeError(`${name} has no schema`);
    const parse = parserOf(schema);
    const broken = own.broken(source).map(({ value }) => value);
    const edges = own.edges(source).map(({ value }) => value);
    for (const value of [
      own.valid(source),
      ...broken.slice(0, 40),
      ...edges.slice(0, 20),
      ...more,
    ]) {
      if (value === undefined) continue;
      const text = JSON.stringify(value);
      const expected = schema.safeParse(JSON.parse(text));
      const found = parse(JSON.parse(text));
      expect({ name, text, data: found.data, issues: found.error?.issues }).toEqual({
        ...{ name, text, data: expected.data, issues: expected.error?.issues },
      });
      if (expected.success) accepted += 1;
      else refused += 1;
    }
  }
  expect(accepted).toBeGreaterThan(COUNT);
  expect(refused).toBeGreaterThan(COUNT);
}, 240_000);
