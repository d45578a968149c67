/**
 * `pnpm third-party`: the packages by others that ours need at run time.
 *
 * Without an argument it checks their licences against the list of those allowed here. With a
 * folder it also writes there what a release carries: `THIRD-PARTY-NOTICES.txt`, with the text of
 * each licence, and a software bill of materials (CycloneDX 1.6) for each of our npm packages.
 *
 * @module
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from './run.ts';

/** A package as `pnpm licenses list --json` describes it. */
export type Package = {
  readonly name: string;
  readonly versions: readonly string[];
  /** Where each version is installed. */
  readonly paths: readonly string[];
  /** An SPDX expression, as the package states it. */
  readonly license: string;
  readonly homepage?: string;
};

/** Permissive licences: whoever gives our packages on has to keep their texts, and nothing else. */
const allowed: ReadonlySet<string> = new Set([
  ...['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC'],
  // These ask for less than MIT does.
  ...['0BSD', 'MIT-0', 'CC0-1.0'],
]);

/** Licences that single packages may have, with the reason. */
const exceptions: Readonly<Record<string, { readonly license: string; readonly why: string }>> = {
  argparse: {
    license: 'Python-2.0 or PSF-2.0',
    why: 'permissive, approved by the OSI; comes with js-yaml and the mock’s parts',
  },
  isbot: {
    license: 'Unlicense',
    why: 'public domain; comes with TanStack Router, which uses it on servers only',
  },
};

/**
 * Names the packages whose licence is not allowed.
 *
 * @returns a line each, with what can be done about it; empty if there is none
 */
export function refusedLicenses(packages: readonly Package[]): string[] {
  return packages
    .filter(({ name, license }) => {
      if (isAllowed(license)) return false;
      return !exceptions[name]?.license.split(' or ').includes(license);
    })
    .map(
      ({ name, versions, license }) =>
        `${name} ${versions.join(', ')} has the licence ${license}: use another package, or add an exception with its reason in scripts/thirdParty.ts`,
    );
}

/** Of alternatives one has to be allowed, of licences that hold together each. */
function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(bare)) return false;
  return bare
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((each) => allowed.has(each.trim())));
}

/** The text of a release's notices: each package, followed by its licence. */
export async function noticesOf(packages: readonly Package[]): Promise<string> {
  const sorted = packages.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const parts = [
    'The File Organizer and its packages use the packages below, each under its own licence.\n',
  ];
  for (const { name, versions, license, homepage, paths } of sorted) {
    const texts = new Set<string>();
    for (const path of paths) for (const text of await licenseTexts(path)) texts.add(text);
    const title = `${name} ${versions.join(', ')}`;
    parts.push(
      [
        '-'.repeat(80),
        title,
        `Licence: ${license}`,
        ...(homepage ? [homepage] : []),
        '',
        ...(texts.size > 0 ? texts : ['(The package has no file with the text of its licence.)']),
        '',
      ].join('\n'),
    );
  }
  return parts.join('\n');
}

async function licenseTexts(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) =>
    /^(licen[cs]e|copying|notice)/i.test(name),
  );
  const files = names.toSorted().filter((name) => !/\.(js|ts|json)$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim());
}

async function pnpm(...args: readonly string[]): Promise<string> {
  const { status, output } = await run(['npx', '-y', 'pnpm@12.21.0', ...args]);
  if (status !== 0) throw new Error(`pnpm ${args.join(' ')} failed:\n${output}`);
  return output;
}

/** The packages of this repository that npm installs something for, private ones included. */
const ours = ['--recursive', '--filter', './packages/*', '--filter', '!*client-python'];

/** All packages by others that are installed with ours. */
export async function thirdParties(): Promise<Package[]> {
  const listed = await pnpm(...ours, 'licenses', 'list', '--prod', '--json');
  const byLicense: Record<string, Package[]> = JSON.parse(listed.slice(listed.indexOf('{')));
  const packages = Object.values(byLicense).flat();
  // A run that has seen nothing must not pass.
  if (packages.length === 0) throw new Error('pnpm lists no packages: run `pnpm install` first.');
  return packages;
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  const packages = await thirdParties();
  const refused = refusedLicenses(packages);
  for (const line of refused) console.error(line);
  if (refused.length > 0) process.exit(1);
  console.log(`The licences of ${packages.length} packages by others are allowed.`);
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), await noticesOf(packages));
    const format = ['--sbom-format', 'cyclonedx', '--sbom-spec-version', '1.6'];
    await pnpm(
      ...[...ours, 'sbom', ...format, '--prod', '--split', '--out'],
      resolve(folder, '%s-%v.cdx.json'),
    );
    console.log(`Wrote ${(await readdir(folder)).join(', ')} in ${folder}.`);
  }
}
