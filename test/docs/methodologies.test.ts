/** The tables on the pages of the methodologies say what the code does. */
import { readFile } from 'node:fs/promises';
import openapi from '@file-organizer/spec/openapi.json' with { type: 'json' };
import { expect, it } from 'vitest';
import { catalogue } from '../../packages/server/src/organize/methodologies/johnnyDecimal/catalogue.ts';
import type { CatalogueCategory } from '../../packages/server/src/organize/methodologies/johnnyDecimal/catalogueArea.ts';
import {
  type Condition,
  placeFactors,
} from '../../packages/server/src/organize/methodologies/para/signal.ts';
import { signals } from '../../packages/server/src/organize/methodologies/para/signals.ts';
import {
  otherFolders,
  typeFolders,
} from '../../packages/server/src/organize/methodologies/type/type.ts';
import { accuracies, accuracyTable } from '../bench/accuracy.ts';
import { organizedByPara, pathsInTree } from './paraTree.ts';

/** A text without what lines its tables up. */
const unaligned = (text: string): string =>
  text.replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---');

const page = async (name: string): Promise<string> =>
  unaligned(
    await readFile(new URL(`../../docs/methodologies/${name}.md`, import.meta.url), 'utf8'),
  );

const table = (headings: string[], rows: string[][]): string =>
  unaligned(
    [headings, headings.map(() => '---'), ...rows]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n'),
  );

/** Words as Markdown has them. */
const escaped = (words: readonly string[]): string =>
  words.map((word) => word.replace('*', '\\*')).join(', ');

function signalsOf({
  words,
  vague = [],
  folders = [],
  types = {},
  extensions = [],
  vagueExtensions = [],
}: CatalogueCategory): string[] {
  const kinds = Object.entries(types).map(([type, weight]) => `${type} (${weight})`);
  return [
    escaped(words),
    escaped(vague),
    escaped(folders),
    [
      ...kinds,
      ...extensions.map((each) => `.${each}`),
      ...vagueExtensions.map((each) => `.${each} (vague)`),
    ].join(', '),
  ];
}

it('lists the folders by type', async () => {
  const rows = Object.entries(typeFolders).map(([type, folder]) => [type, `\`${folder}\``]);
  expect(await page('type')).toContain(table(['Kind', 'Folder'], rows));
});

it('lists the folders of type other', async () => {
  const rows = otherFolders.map(({ folder, mediaTypes, extensions }) => [
    `\`${folder}\``,
    mediaTypes ? `\`${mediaTypes.source.replaceAll('|', '\\|')}\`` : '',
    extensions.map((each) => `.${each}`).join(', '),
  ]);
  expect(await page('type')).toContain(table(['Folder', 'Media types', 'Extensions'], rows));
});

it('lists the catalogue of Johnny Decimal', async () => {
  const rows = catalogue.flatMap((area) => [
    [`**${area.number} ${area.title}**`, area.words.join(', '), '', '', ''],
    ...area.categories.map((each) => [`${each.number} ${each.title}`, ...signalsOf(each)]),
  ]);
  expect(await page('johnny-decimal')).toContain(
    table(['Number', 'Words', 'Vague words', 'Words of folders', 'Kinds and extensions'], rows),
  );
});

/** What a signal listens for; what it says of times and names says enough. */
const heardBy = ({ words = [], types = [], extensions = [] }: Condition): string =>
  [
    ...words.map((word) => word.replace('*', '\\*')),
    ...types,
    ...extensions.map((each) => `.${each}`),
  ].join(', ');

it('lists the signals of PARA', async () => {
  const rows = signals.map(({ says, when, weights, topic = '' }) => [
    `${says}${when.within === 'folder' ? ' (of folders)' : ''}`,
    heardBy(when),
    ...(['projects', 'areas', 'resources', 'archives'] as const).map((each) =>
      String(weights[each] ?? ''),
    ),
    topic,
  ]);
  const headings = ['Signal', 'Words, kinds, extensions', 'P', 'A', 'R', 'Archives', 'Folder'];
  expect(await page('para')).toContain(table(headings, rows));
});

it('shows a folder before and after PARA as the code organizes it', async () => {
  const url = new URL('../../docs/methodologies/para.md', import.meta.url);
  const [before = '', after = ''] = [
    ...(await readFile(url, 'utf8')).matchAll(/```text\n([\s\S]*?)```/g),
  ].map(([, tree = '']) => tree);
  expect(pathsInTree(before).length).toBeGreaterThan(5);
  expect(organizedByPara(pathsInTree(before), ['/Lisbon trip'])).toEqual(pathsInTree(after));
});

it('lists the weights of words in PARA', async () => {
  const { name, folder, above, text } = placeFactors;
  const rows = [
    ['In the name of the file', String(name)],
    ['In the name of its folder', String(folder)],
    ['In the name of a folder further up', String(above)],
    ['In the first 2,000 characters of a text', String(text)],
  ];
  expect(await page('para')).toContain(table(['Where a word stands', 'Times its weight'], rows));
});

it.each([
  ['type', 'type'],
  ['para', 'para'],
  ['johnny-decimal', 'johnny_decimal'],
])('states the measured accuracy on page %s', async (name, ofMethodology) => {
  const ours = accuracies().filter(({ methodology }) => methodology === ofMethodology);
  expect(await page(name)).toContain(accuracyTable(ours));
});

it('lists the shared options', async () => {
  const shown = (
    await readFile(new URL('../../docs/methodologies/README.md', import.meta.url), 'utf8')
  )
    .split('## Options')[1]
    ?.matchAll(/^\| `(\w+)` +\| (\S+)/gm);
  const { properties } = openapi.components.schemas.ScanOptions;
  const options = Object.entries(properties).map(([name, schema]) => [
    name,
    // The page says in words what has no value.
    name === 'destination' ? '`path`' : String('default' in schema ? schema.default : '') || 'none',
  ]);
  expect([...(shown ?? [])].slice(1).map(([, name, fallback]) => [name, fallback])).toEqual(
    options,
  );
});
