/** Runs the README from a plan to its undo on an empty library, and writes down what each step prints. */
import { readFile, writeFile } from 'node:fs/promises';
import { adminKey, startTestServer } from '../support/testServer.ts';
import { runSteps, withOutputs } from '../walk/walk.ts';
import { transcriptOf } from './transcript.ts';

const page = new URL('../../README.md', import.meta.url);
const readme = await readFile(page, 'utf8');
const begin = readme.indexOf('## From a plan');
const server = await startTestServer();
try {
  const steps = transcriptOf(readme, adminKey);
  const outputs = await runSteps(steps, new URL(server.url).host, import.meta.dirname);
  await writeFile(page, readme.slice(0, begin) + withOutputs(readme.slice(begin), outputs));
} finally {
  await server.end();
}
