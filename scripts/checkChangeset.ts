/**
 * Compares the contract with that of the last release, and wants a changeset that says what the
 * change is: a major one for the contract where something breaks (a minor one while the version is
 * 0.x, by Semantic Versioning, section 4), else a minor one where something is new.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Document, readDocument } from 'contract-first/contract';
import { compareContracts } from 'contract-first/diff';

const PACKAGE = '@file-organizer/spec';
/** All packages of the contract have one version; the published client has the tags. */
const TAGS = '@file-organizer/client@*';
const DOCUMENT = 'spec/dist/openapi.json';
const bumps = ['patch', 'minor', 'major'] as const;
type Bump = (typeof bumps)[number];

const root = join(import.meta.dirname, '..');
const git = (...args: readonly string[]) =>
  spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

const { status, stdout } = git('describe', '--tags', '--abbrev=0', '--match', TAGS);
if (status === 0) process.exitCode = await compare(stdout.trim());
else console.log('Skipped: there is no release yet that the contract could be compared with.');

async function compare(tag: string): Promise<number> {
  const shown = git('show', `${tag}:${DOCUMENT}`);
  if (shown.status !== 0) {
    console.error(`${tag} has no ${DOCUMENT}: ${shown.stderr.trim()}`);
    return 2;
  }
  const before: Document = JSON.parse(shown.stdout);
  // Changed documentation needs no changeset.
  const changes = compareContracts(before, await readDocument(join(root, DOCUMENT))).filter(
    ({ level }) => level !== 'annotation',
  );
  const broken = changes.filter(({ level }) => level === 'breaking');
  for (const { level, where, message } of changes) console.log(`${level}  ${where}: ${message}`);
  const wanted = bumpFor(broken.length > 0, changes.length > 0, before.info.version);
  if (wanted === undefined) {
    console.log(`The contract means what it meant in ${tag}.`);
    return 0;
  }
  const found = await largestBump();
  if (found !== undefined && bumps.indexOf(found) >= bumps.indexOf(wanted)) return 0;
  console.error(
    `Since ${tag}, the contract has ${broken.length} breaking changes of ${changes.length}: add a ${wanted} changeset for ${PACKAGE} (there is ${found ?? 'none'}). Run \`pnpm changeset\`.`,
  );
  return 1;
}

function bumpFor(isBroken: boolean, isChanged: boolean, version: string): Bump | undefined {
  if (!isChanged) return undefined;
  return isBroken && !version.startsWith('0.') ? 'major' : 'minor';
}

/** The largest bump of the contract among the changesets; undefined where there is none. */
async function largestBump(): Promise<Bump | undefined> {
  const folder = join(root, '.changeset');
  const names = (await readdir(folder)).filter((name) => /^(?!README).*\.md$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const found = texts.flatMap(
    (text) => new RegExp(`^['"]?${PACKAGE}['"]?: *(patch|minor|major)`, 'm').exec(text)?.[1] ?? [],
  );
  return bumps.findLast((each) => found.includes(each));
}
