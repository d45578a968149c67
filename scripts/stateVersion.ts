/**
 * States the version of the contract's package in the documents themselves. The server, the mock and
 * the docs read it there; Python's package reads its own `package.json`. `pnpm release:version` runs
 * it after changesets have counted, in the root of the repository.
 *
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';

const documents = ['spec/openapi.yaml', 'spec/asyncapi.yaml', 'spec/workflows.arazzo.yaml'];
/** `version`, among the lines of `info` that are indented by two. */
const stated = /(?<=^info:\n(?: {2}.*\n)*? {2}version: )\S+$/m;

const { version } = JSON.parse(await readFile('spec/package.json', 'utf8'));
for (const document of documents) {
  const text = await readFile(document, 'utf8');
  if (!stated.test(text)) throw new Error(`${document} has no version in its info`);
  await writeFile(document, text.replace(stated, version));
}
