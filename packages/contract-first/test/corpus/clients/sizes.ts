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
  /** Of a bundle with one call that reads. */
  readonly one: Bytes;
  readonly all: Bytes;
};

/** What a page begins with, and what it loads when it needs that, in bytes. */
export type Bytes = { readonly first: number; readonly later: number };

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
    const bytes = (code: string) => bundleSizes(folders.npm, folder, code);
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

type Metafile = {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly entryPoint?: string;
        readonly imports: readonly { readonly path: string; readonly kind: string }[];
      }
    >
  >;
};

/** The bytes of a page's code, compressed: what it begins with, and what it loads when needed. */
async function bundleSizes(npm: string, folder: string, code: string): Promise<Bytes> {
  const input = join(folder, 'page.ts');
  const output = join(folder, 'out');
  const metafile = join(folder, 'meta.json');
  await rm(output, { recursive: true, force: true });
  await writeFile(input, code);
  const flags = ['--bundle', '--minify', '--splitting', '--format=esm', '--platform=browser'];
  const files = [`--outdir=${output}`, `--metafile=${metafile}`, '--external:node:*'];
  const program = join(npm, 'node_modules/.bin/esbuild');
  await run(program, [input, ...flags, ...files, '--log-level=error'], { cwd: folder });
  const { outputs }: Metafile = JSON.parse(await readFile(metafile, 'utf8'));
  const names = Object.keys(outputs);
  const first = new Set(names.filter((name) => outputs[name]?.entryPoint === 'page.ts'));
  for (const name of first) {
    for (const { path, kind } of outputs[name]?.imports ?? []) {
      if (kind === 'import-statement' && path in outputs) first.add(path);
    }
  }
  const sizes = { first: 0, later: 0 };
  for (const name of names) {
    const size = gzipSync(await readFile(join(folder, name)), { level: 9 }).length;
    sizes[first.has(name) ? 'first' : 'later'] += size;
  }
  return sizes;
}
