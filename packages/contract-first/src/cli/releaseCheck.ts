import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { summaryOf, summaryText } from '../diff/report/summary.ts';
import { announcedBump } from '../release/changesets.ts';
import { checkRelease, type ReleaseVerdict, type WrittenVersion } from '../release/check.ts';
import type { ReleaseSettings } from '../release/settings.ts';
import { oneLine } from '../text/printable.ts';
import { acceptedOption } from './accepted.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { acceptedChanges, compareSides } from './comparing.ts';
import { documentOf, type LoadedConfig, loadConfig } from './config.ts';
import { overlayOption } from './document.ts';
import { Repository } from './git.ts';
import { isFile, nameOf, type Side } from './revisions.ts';

/** Compares the document with the last release, and judges the version of the next one. */
export const releaseCheck = defineCommand({
  summary: 'Checks that the next version is high enough for what changed',
  usage: 'contract release-check [document] [options]',
  details: `It compares the document with the last release: the nearest git tag before HEAD, or --base. A breaking change
needs a major version (a minor one while the version is 0.x, unless --breaking-below-1 is major), an addition a minor
one, anything else a patch. The next version is \`info.version\`, that of a package.json, or what changesets announce.
Accepted changes (\`diff\` in contract.accepted.yaml) count as additions. Options override \`release\` in the configuration.`,
  takes: 1,
  examples: [
    ['contract release-check openapi.yaml', 'Compare with the last tag'],
    ['contract release-check openapi.yaml --base v1.4.0', 'Compare with a certain release'],
    ['contract release-check openapi.yaml --changesets @acme/api', 'With changesets of a package'],
  ],
  options: {
    base: {
      type: 'string',
      value: 'RELEASE',
      description: 'Git revision, file or URL of the last release (default: the last tag)',
    },
    tags: {
      type: 'string',
      value: 'PATTERN',
      description: 'Tags of releases (default: `v*`)',
    },
    changesets: {
      type: 'string',
      value: 'PACKAGE',
      description: 'Read the next version from the changesets of this package',
    },
    'package-json': {
      type: 'string',
      value: 'FILE',
      description: 'Read versions from this package.json instead of `info.version`',
    },
    'breaking-below-1': {
      type: 'string',
      value: 'BUMP',
      description: 'What a breaking change of 0.x needs: minor (default) or major',
    },
    documentation: {
      type: 'string',
      value: 'BUMP',
      description: 'What changed documentation needs: patch (default) or none',
    },
    ...acceptedOption,
    ...overlayOption,
  },
  run: async ({ words: [given], values, terminal }) => {
    const config = await loadConfig(values.config);
    const settings: ReleaseSettings = {
      ...config?.release,
      ...(values.tags !== undefined && { tags: values.tags }),
      ...(values.changesets !== undefined && { changesets: values.changesets }),
      // A path of the command line is relative to the folder that it is typed in.
      ...(values['package-json'] !== undefined && {
        packageJson: relative(config?.root ?? '.', values['package-json']),
      }),
      ...(values['breaking-below-1'] !== undefined && {
        breakingBelow1: choice('breaking-below-1', values['breaking-below-1'], ['minor', 'major']),
      }),
      ...(values.documentation !== undefined && {
        documentation: choice('documentation', values.documentation, ['patch', 'none']),
      }),
    };
    const document = documentOf(given, config);
    const before = await baseOf(document, values.base, settings);
    if (before === undefined) {
      const text = `No tag matches ${settings.tags ?? ALL}: there is no release to compare with yet.`;
      terminal.out(values.json ? JSON.stringify({ isEnough: true, base: null }) : text);
      return EXIT.fine;
    }
    const { overlay = [] } = values;
    const exceptions = await acceptedChanges(config, values.accepted);
    const compared = await compareSides(
      { before, after: { kind: 'file', file: document } },
      terminal,
      { overlays: { before: overlay, after: overlay }, exceptions, ignoresVersion: true },
    );
    const { changes, acceptance } = compared;
    const open = changes.filter(({ accepted }) => !accepted);
    const accepted = changes.length - open.length;
    // Documentation needs no more of a version when it is accepted.
    const { annotation } = summaryOf(changes);
    const summary = summaryOf(open);
    const counts = {
      ...summary,
      annotation,
      accepted: accepted - (annotation - summary.annotation),
    };
    const [old, next] = await versionsOf(before, document, compared, settings, config);
    const folder = config?.root ?? process.cwd();
    const announced =
      settings.changesets === undefined
        ? undefined
        : await announcedBump(folder, settings.changesets);
    const verdict = checkRelease(counts, old, next, announced, settings);
    const base = nameOf(before);
    if (values.json) {
      terminal.out(JSON.stringify({ ...verdict, base, baseVersion: old.version, counts }, null, 2));
    } else {
      for (const { level, where, message } of open) {
        if (level !== 'annotation') terminal.out(oneLine(`${level}  ${where}: ${message}`));
      }
      const also = accepted > 0 ? `, ${accepted} accepted` : '';
      terminal.out(
        `Since ${oneLine(base)} (${oneLine(old.version)}): ${summaryText(counts)}${also}.`,
      );
      for (const line of acceptance.lines) terminal.out(terminal.paint('yellow', oneLine(line)));
      terminal.out(terminal.paint(verdict.isEnough ? 'green' : 'red', said(verdict, old)));
      if (!verdict.isEnough) terminal.out(oneLine(remedy(verdict, next, settings)));
    }
    return verdict.isEnough ? EXIT.fine : EXIT.findings;
  },
});

const ALL = 'v*';

function said({ isEnough, needed, least, declared }: ReleaseVerdict, old: WrittenVersion): string {
  if (isEnough) return `Version ${declared} is high enough: the minimum is ${least}.`;
  return needed === 'none'
    ? `Version ${declared} is lower than the released ${old.version}.`
    : `Version ${declared} is too low: the changes need a ${needed} version, ${least} at least.`;
}

const remedy = (
  { needed, least }: ReleaseVerdict,
  { source }: WrittenVersion,
  { changesets }: ReleaseSettings,
): string =>
  `${
    changesets === undefined || needed === 'none'
      ? `Set ${source} to ${least}`
      : `Add a ${needed} changeset for ${changesets} (\`npx changeset\`)`
  }${needed === 'major' ? ', or undo the breaking changes' : ''}.`;

function choice<const Name extends string>(
  option: string,
  given: string,
  names: readonly Name[],
): Name {
  const found = names.find((each) => each === given);
  if (found !== undefined) return found;
  throw new UsageError(`Unknown value "${given}" of --${option}: use ${names.join(' or ')}`);
}

/** The document of the last release; undefined if there was none. */
async function baseOf(
  document: string,
  base: string | undefined,
  { tags = ALL }: ReleaseSettings,
): Promise<Side | undefined> {
  if (base !== undefined && (/^https?:/i.test(base) || (await isFile(base)))) {
    return { kind: 'file', file: base };
  }
  const repository = await Repository.around(dirname(resolve(document)));
  const name = base ?? (await repository.lastRelease(tags));
  if (name !== undefined) {
    const revision = await repository.revision(name);
    return { kind: 'revision', repository, revision, path: await repository.pathOf(document) };
  }
  if (!(await repository.isShallow())) return undefined;
  throw new UsageError(
    `No tag matches ${tags}, but this clone is shallow: set \`fetch-depth: 0\` on actions/checkout, or run \`git fetch --unshallow --tags\`.`,
  );
}

type Versioned = { readonly info: { readonly version: string } };

/** The version before and the version now, where the settings look for them. */
async function versionsOf(
  side: Side,
  document: string,
  compared: { readonly before: Versioned; readonly after: Versioned },
  { packageJson }: ReleaseSettings,
  config: LoadedConfig | undefined,
): Promise<readonly [WrittenVersion, WrittenVersion]> {
  const source = `info.version of ${document}`;
  const own = [compared.before, compared.after].map(({ info }) => String(info.version));
  const [old = '', next = ''] = own;
  const fromDocument = [
    { version: old, source: `info.version of ${nameOf(side)}` },
    { version: next, source },
  ] as const;
  if (packageJson === undefined) return fromDocument;
  const file = resolve(config?.root ?? '.', packageJson);
  const current = versionIn(await readFile(file, 'utf8'), packageJson);
  if (side.kind === 'file') return [fromDocument[0], { version: current, source: packageJson }];
  const path = await side.repository.pathOf(file);
  const text = await side.repository.read(side.revision, path);
  if (text === undefined) throw new UsageError(`${side.revision.name} has no ${path}`);
  return [
    { version: versionIn(text, path), source: `${side.revision.name}:${path}` },
    { version: current, source: packageJson },
  ];
}

function versionIn(text: string, file: string): string {
  const manifest: unknown = JSON.parse(text);
  const version: unknown =
    typeof manifest === 'object' && manifest !== null
      ? Reflect.get(manifest, 'version')
      : undefined;
  if (typeof version === 'string') return version;
  throw new UsageError(`${file} has no version`);
}
