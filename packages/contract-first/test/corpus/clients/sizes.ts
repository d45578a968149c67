/**
 * How many bytes a client adds to a page, minified and compressed: for one call, and for everything. Bundled by
 * esbuild, for ours and for others.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { loadDocument } from 'contract-first/document';
import { readClient } from '../../../src/generate/model/readClient.ts';
import { allMethods, planOf } from '../../../src/generate/typescript/plan.ts';
import type { Sample } from '../sample.ts';
import { generateHeyApi, heyApiFunctions, keyOf, type PeerFolders } from './peers/peers.ts';
import { typescript } from './typescript.ts';

const run = promisify(execFile);

export type Size = {
  readonly document: string;
  readonly client: string;
  /** Bytes of a bundle with one call without a body. */
  readonly one: number;
  readonly all: number;
};

/** Measures the bundles of ours, hey-api's and openapi-fetch's clients of a document. */
export async function measureSizes(
  { file, name }: Sample,
  title: string,
  folders: PeerFolders,
): Promise<Size[]> {
  const folder = await mkdtemp(join(tmpdir(), 'client-sizes-'));
  try {
    const { document } = await loadDocument(file);
    const { model } = readClient(document);
    const source = { document, model };
    const plain = allMethods(planOf(model)).find(
      ({ method }) => method.verb === 'GET' && method.parameters.length > 0 && !method.pagination,
    );
    if (!plain) throw new Error(`${name} has no operation that only reads`);
    const bytes = (code: string) => bundleSize(folders.npm, folder, code);
    const own = join(folder, 'own');
    await typescript.generate(source, own);
    const hey = join(folder, 'hey');
    await mkdir(hey);
    await generateHeyApi(folders.npm, source, hey);
    const functions = await heyApiFunctions(hey);
    const heyName = functions.get(keyOf(plain.method.verb, plain.method.path));
    if (heyName === undefined) throw new Error(`hey-api has no function for ${plain.shown}`);
    const path = JSON.stringify(plain.method.path);
    const at = (file: string) => JSON.stringify(file);
    const fetch = at(join(folders.npm, 'node_modules/openapi-fetch'));
    const one = await bytes(
      `import createClient from ${fetch}; globalThis.api = createClient({ baseUrl: '/' }).GET(${path}, { params: {} });`,
    );
    return [
      {
        ...{ document: title, client: 'contract-first' },
        one: await bytes(
          `import { createConnection, ${plain.constant} } from ${at(join(own, 'src/functions.ts'))}; globalThis.api = ${plain.constant}(createConnection({}));`,
        ),
        all: await bytes(`export * from ${at(join(own, 'src/index.ts'))};`),
      },
      {
        ...{ document: title, client: '@hey-api/openapi-ts' },
        one: await bytes(
          `import { ${heyName} } from ${at(join(hey, 'src/sdk.gen.ts'))}; globalThis.api = ${heyName};`,
        ),
        all: await bytes(`export * from ${at(join(hey, 'src/index.ts'))};`),
      },
      { ...{ document: title, client: 'openapi-fetch' }, one, all: one },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bundleSize(npm: string, folder: string, code: string): Promise<number> {
  const input = join(folder, 'page.ts');
  const output = join(folder, 'page.js');
  await writeFile(input, code);
  const flags = ['--bundle', '--minify', '--format=esm', '--platform=browser', '--log-level=error'];
  await run(join(npm, 'node_modules/.bin/esbuild'), [
    input,
    ...flags,
    '--external:node:*',
    `--outfile=${output}`,
  ]);
  return gzipSync(await readFile(output), { level: 9 }).length;
}
