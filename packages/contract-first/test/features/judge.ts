/**
 * Finds out what each command makes of a feature, by what changes if the feature is taken out of the
 * document.
 *
 * @module
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { explained } from '../../src/cli/notices.ts';
import { compareContracts } from '../../src/diff/index.ts';
import { pageRenderer } from '../../src/docs/renderPage.ts';
import {
  bundleDocument,
  type LoadedDocument,
  loadDocument,
  type Task,
  unsupported,
} from '../../src/document/index.ts';
import type { Document } from '../../src/document/model.ts';
import { correctedTypes } from '../../src/document/redoclyTypes.ts';
import type { Part } from '../../src/document/structure.ts';
import {
  generatePythonClient,
  generateRoutes,
  generateTypeScriptClient,
} from '../../src/generate/index.ts';
import { type Cell, handled, lost } from './cell.ts';
import { type Command, changedAt, type Feature, valueAt } from './feature.ts';
import { reasonOf } from './noEffect.ts';
import { answersOf, verificationOf } from './serving.ts';

/** Results of documents that several features have in common. */
const known = new Map<string, unknown>();

function once<T>(name: string, document: Part, make: () => Promise<T>): Promise<T> {
  const key = `${name} ${JSON.stringify(document)}`;
  const before = known.get(key) as Promise<T> | undefined;
  if (before) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** A document as commands read it from a file. */
const loadedOf = (document: Part): Promise<LoadedDocument> =>
  once('load', document, () =>
    inFolder(async (folder) => {
      const file = join(folder, 'api.json');
      await writeFile(file, JSON.stringify(document));
      return loadDocument(file);
    }),
  );

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** What one command makes of a feature. */
export async function judge(feature: Feature, command: Command): Promise<Cell> {
  const cell = await judgements[command](feature);
  if (cell.state !== 'lost') return cell;
  const reason = feature.noEffect[command] ?? reasonOf(feature.id, command);
  // What is wrong is wrong, whatever effect it should have.
  if (reason === undefined || cell.message.startsWith('Wrong')) return cell;
  return { state: 'no effect', reason };
}

const judgements: Readonly<Record<Command, (feature: Feature) => Promise<Cell>>> = {
  lint: lintCell,
  bundle: bundleCell,
  server: (feature) => generatedCell(feature, 'server'),
  typescript: (feature) => generatedCell(feature, 'typescript'),
  python: (feature) => generatedCell(feature, 'python'),
  mock: mockCell,
  docs: docsCell,
  verify: verifyCell,
  diff: diffCell,
};

/** Whether reading the document or a command reports the feature, and how. */
async function reported({ document, at }: Feature, task: Task): Promise<Cell | undefined> {
  const loaded = await loadedOf(document);
  const lacks = unsupported(loaded.document, task, loaded.sourceOf);
  const notice = [...lacks, ...loaded.notices].find(
    ({ pointer }) => isWithin(pointer, at) || (isWithin(at, pointer) && pointer !== '#'),
  );
  return notice && { state: notice.level, message: `${notice.rule}: ${notice.message}` };
}

const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(`${outer}/`);

let config: ReturnType<typeof createConfig> | undefined;

async function problemsOf(document: Part): Promise<string[]> {
  config ??= createConfig({ extends: ['recommended'] }, { plugins: [correctedTypes] });
  const source = JSON.stringify(document);
  const problems = await lintFromString({ source, config: await config });
  return problems.map(({ ruleId, message, location }) =>
    [ruleId, message, location[0]?.pointer].join(' '),
  );
}

/** Lint knows a feature if it has nothing against it, and objects to it in a wrong form. */
async function lintCell({ document, at }: Feature): Promise<Cell> {
  const before = await problemsOf(document);
  const refused = before.filter((each) => each.startsWith('struct ') && each.includes(at));
  if (refused.length > 0) return lost(`Wrong: ${refused[0]}`);
  for (const change of ['value', 'name'] as const) {
    const found = await problemsOf(changedAt(document, at, change)).catch((error) => [
      messageOf(error),
    ]);
    const fresh = found.find((each) => !before.includes(each));
    if (fresh) return handled(fresh);
  }
  return lost('A wrong form of it is not reported');
}

/** Bundle has what stands in the source. */
async function bundleCell({ document, at }: Feature): Promise<Cell> {
  const bundled = await inFolder(async (folder) => {
    const file = join(folder, 'api.json');
    await writeFile(file, JSON.stringify(document));
    return bundleDocument<object>(file);
  });
  const [one, other] = [valueAt(document, at), valueAt(bundled, at)];
  if (one !== undefined && JSON.stringify(one) === JSON.stringify(other)) {
    return handled('it is in the bundle');
  }
  // A reference by an identifier becomes one by a pointer.
  const $ref = valueAt(bundled, at.replace(/\$dynamicRef$/, '$ref'));
  return typeof $ref === 'string' && $ref.startsWith('#/') && valueAt(bundled, $ref) !== undefined
    ? handled('it is a local reference in the bundle')
    : lost(
        other === undefined
          ? 'It is not in the bundle'
          : `Wrong: the bundle has ${JSON.stringify(other)}`,
      );
}

type Target = 'server' | 'typescript' | 'python';

/** All files of a target, or what stops the generator. */
const generated = (document: Part, target: Target): Promise<string> =>
  once(target, document, () =>
    inFolder(async (folder) => {
      const output = join(folder, 'generated');
      const loaded = await loadedOf(document);
      await explained(loaded, async () => {
        if (target === 'server') {
          const [notice] = (await generateRoutes(loaded.document, output)).notices;
          if (notice) throw new Error(`${notice.pointer}: ${notice.message}`);
        } else if (target === 'typescript') {
          await generateTypeScriptClient({ document: loaded.document, output });
        } else await generatePythonClient({ document: loaded.document, output });
      });
      const names = await readdir(output, { recursive: true, withFileTypes: true });
      const files = names
        .filter((each) => each.isFile())
        .map(({ name, parentPath }) => join(parentPath, name));
      return (await Promise.all(files.sort().map((file) => readFile(file, 'utf8')))).join('\n');
    }),
  );

async function generatedCell(feature: Feature, target: Target): Promise<Cell> {
  const report = await reported(feature, target);
  if (report?.state === 'error') return report;
  let text: string;
  try {
    text = await generated(feature.document, target);
  } catch (error) {
    const message = messageOf(error);
    return /#\/\S+/.test(message)
      ? { state: 'error', message }
      : lost(`Wrong: an error without a place: ${message}`);
  }
  const before = await generated(feature.without, target).catch(() => '');
  if (text !== before) return handled('the code differs');
  return report ?? lost('The code is the same without it');
}

async function mockCell(feature: Feature): Promise<Cell> {
  const report = await reported(feature, 'mock');
  if (report?.state === 'error') return report;
  const { document, without, probes } = feature;
  const answers = await answersOf((await loadedOf(document)).document, probes).catch(messageOf);
  if (typeof answers === 'string') {
    return /#\/\S+/.test(answers)
      ? { state: 'error', message: answers }
      : lost(`Wrong: an error without a place: ${answers}`);
  }
  for (const [at, { isValid, ...probe }] of probes.entries()) {
    const status = Number(answers[at]?.slice(0, 3));
    if (isValid !== undefined && status < 400 !== isValid) {
      return report ?? lost(`Wrong: ${status} for ${JSON.stringify(probe)}`);
    }
  }
  const others = await answersOf((await loadedOf(without)).document, probes).catch(() => []);
  const differing = answers.find((answer, at) => answer !== others[at]);
  if (differing !== undefined) return handled(`it answers ${differing}`);
  return report ?? lost('The mock answers the same without it');
}

const verification = (document: Document, served: Document) =>
  once('verify', { document, served }, () => verificationOf(document, served));

/** Verify knows a feature if a server without it is found out, or if other requests are sent. */
async function verifyCell(feature: Feature): Promise<Cell> {
  const report = await reported(feature, 'verify');
  if (report?.state === 'error') return report;
  const [document, without] = [
    (await loadedOf(feature.document)).document,
    (await loadedOf(feature.without)).document,
  ];
  const own = await verification(document, document).catch(messageOf);
  if (typeof own === 'string') {
    const isReported = /nothing to verify|cannot serve/.test(own);
    return report ?? (isReported ? { state: 'error', message: own } : lost(`Wrong: ${own}`));
  }
  if (own.findings.length > 0) return report ?? lost(`Wrong: its own mock has ${own.findings[0]}`);
  const other = await verification(document, without).catch(messageOf);
  if (typeof other !== 'string' && other.findings.length > 0) {
    return handled(`a server without it has ${other.findings[0]}`);
  }
  const before = await verification(without, without).catch(messageOf);
  const requests = typeof before === 'string' ? [] : before.requests;
  if (JSON.stringify(own.requests) !== JSON.stringify(requests)) {
    return handled('other requests are sent');
  }
  // What no request breaks, responses can still break.
  for (const value of feature.bad) {
    const served = structuredClone(without);
    const response = valueAt(
      served,
      '#/paths/~1things/get/responses/200/content/application~1json',
    );
    Object.assign(response as object, { example: { id: 'a', value } });
    const { findings } = await verification(document, served).catch(() => ({ findings: [] }));
    if (findings[0]) return handled(`a response with ${JSON.stringify(value)} has ${findings[0]}`);
  }
  return report ?? lost('The same requests are sent, and a server without it has no finding');
}

async function diffCell(feature: Feature): Promise<Cell> {
  const report = await reported(feature, 'diff');
  const [document, without] = [
    (await loadedOf(feature.document)).document,
    (await loadedOf(feature.without)).document,
  ];
  try {
    const [change] = compareContracts(without, document);
    if (change) return handled(`${change.level} ${change.rule}`);
  } catch (error) {
    return { state: 'error', message: messageOf(error) };
  }
  return report ?? lost('No change is seen');
}

let renderer: ReturnType<typeof pageRenderer> | undefined;

/** The page has the feature; Redoc decides what of it is shown. */
async function docsCell(feature: Feature): Promise<Cell> {
  const report = await reported(feature, 'docs');
  renderer ??= pageRenderer();
  const page = await renderer;
  const [document, without] = [await loadedOf(feature.document), await loadedOf(feature.without)];
  const isGiven = page(document.document) !== page(without.document);
  return report ?? (isGiven ? handled('the page has it') : lost('The page is the same'));
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'features-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
