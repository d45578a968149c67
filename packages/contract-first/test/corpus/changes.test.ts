/**
 * Handlers of public documents: the compiler accepts a right one, and objects to each that differs from
 * the document in one thing.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../../src/document/load.ts';
import { type BoundOperation, type Document, operations } from '../../src/document/model.ts';
import { generateRoutes } from '../../src/generate/server/generate.ts';
import { possibleTypes } from '../../src/schema/possibleTypes.ts';
import { namedSamples } from './sample.ts';
import { SourceMissing } from './sources.ts';
import { TypeChecker, type TypeProblem } from './typeCheck.ts';

const JSON_TYPE = 'application/json';
const toolkit = fileURLToPath(new URL('../../', import.meta.url));
const names = ['spotify.com', 'asana.com', 'openai.com'];

/** An operation that answers a status with an object as JSON. */
function chosenIn(document: Document): { readonly id: string; readonly status: string } {
  for (const { id, responses } of operations(document)) {
    const status = Object.keys(responses).find((each) => isObject(document, responses[each]));
    if (status !== undefined && /^2\d\d$/.test(status)) return { id, status };
  }
  throw new Error('No operation answers with an object');
}

function isObject(
  document: Document,
  response: BoundOperation['responses'][string] | undefined,
): boolean {
  const [[mediaType, media] = []] = Object.entries(response?.content ?? {});
  if (mediaType !== JSON_TYPE || !media?.schema) return false;
  const types = possibleTypes(document, media.schema);
  return types.size === 1 && types.has('object');
}

/** Handlers, of which only the first is right. What is `never` fits everywhere. */
function usesOf(document: Document): string {
  const { id, status } = chosenIn(document);
  const key = JSON.stringify(id);
  const result = (change: object) => {
    const right = { status, body: 'never', headers: 'never', mediaType: `'${JSON_TYPE}'` };
    const members = Object.entries({ ...right, ...change });
    return members.map(([name, value]) => `${name}: ${value}`).join(', ');
  };
  const handler = (name: string, change: object) =>
    `export const ${name}: Some = { [id]: () => ({ ${result(change)} }) };`;
  return `import type { Handlers } from '@contract-first/hono';
import type * as api from './routes.gen.ts';
declare const never: never;
const id = ${key};
type Some = Pick<Handlers<typeof api>, typeof id>;
${handler('right', {})}
// @ts-expect-error a handler is missing
export const missing: Some = {};
// @ts-expect-error no document lists this status
${handler('status', { status: 99 })}
// @ts-expect-error the body is an object
${handler('body', { body: 3 })}
// @ts-expect-error the value of a header is a text
${handler('header', { headers: 3 })}
// @ts-expect-error the document does not list this media type
${handler('media', { mediaType: "'text/x-unlisted'" })}
`;
}

let folder: string;
let missing: SourceMissing | undefined;
const problems = new Map<string, readonly TypeProblem[]>();
beforeAll(async () => {
  const documents = await mkdtemp(join(tmpdir(), 'changes-documents-'));
  // Inside of the package, where what generated code imports is found.
  folder = await mkdtemp(join(toolkit, '.scratch-'));
  try {
    const checker = new TypeChecker();
    const paths = names.map((name) => `api/${name}.json`);
    for (const [at, { file }] of (await namedSamples(paths, documents)).entries()) {
      const { document } = await loadDocument(file);
      const place = join(folder, String(at));
      await mkdir(place);
      await generateRoutes(document, place);
      await writeFile(join(place, 'use.ts'), usesOf(document));
      problems.set(names[at] ?? '', checker.check(place));
    }
  } catch (error) {
    if (!(error instanceof SourceMissing) || process.env.CI === 'true') throw error;
    missing = error;
    console.warn(`\n*** NOT TESTED: handlers of public documents. ${error.message} ***\n`);
  } finally {
    await rm(documents, { recursive: true, force: true });
  }
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a missing handler, a wrong status, body, header and media type', () => {
  it.for(names)('do not compile with %s', (name, context) => {
    if (missing) context.skip();
    expect(problems.get(name)).toEqual([]);
  });
});
