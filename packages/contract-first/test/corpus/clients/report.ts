/** The tables of `pnpm test:clients-corpus --write`, in Markdown. */
import type { Tally } from '../measurement.ts';
import { percent } from '../shares.ts';
import type { ClientShare, ClientSummary, LanguageSummary } from './clientSummary.ts';
import { npmVersions, peerVersions } from './peers/installation.ts';
import type { Bytes, Size } from './sizes.ts';

const table = ([head = [], ...rows]: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
};

const names: Readonly<Record<string, string>> = {
  typescript: '**contract-first**, TypeScript',
  python: '**contract-first**, Python',
  'hey-api': `@hey-api/openapi-ts ${peerVersions['@hey-api/openapi-ts']}, TypeScript`,
  'redocly (TypeScript)': `redocly generate-client ${npmVersions['@redocly/cli']}, TypeScript`,
  'redocly (Python)': `redocly generate-client ${npmVersions['@redocly/cli']}, Python`,
  'openapi-fetch': `openapi-fetch ${npmVersions['openapi-fetch']} with openapi-typescript ${peerVersions['openapi-typescript']}`,
  'openapi-python-client': `openapi-python-client ${peerVersions['openapi-python-client']}, Python`,
};

const cell = (tally: Tally | undefined): string =>
  !tally || tally.total === 0 ? '–' : `${tally.good} of ${tally.total} (${percent(tally)})`;

/** How each generator fares on all documents. */
export function clientsTable(
  { documents, operations, clients }: ClientSummary,
  seed: number,
): string {
  const row = (name: string, { shares, exceptions }: LanguageSummary): string[] => {
    const of = (share: ClientShare) => cell(shares[share]);
    const isPython = shares.mypy !== undefined;
    return [
      names[name] ?? name,
      of('generated'),
      isPython ? of('mypy') : of('tsc'),
      isPython ? of('pyright') : of('exact'),
      of('imported'),
      of('called'),
      String(exceptions.total),
    ];
  };
  const head = [
    'Generator',
    'Documents written',
    '`tsc --strict`, or `mypy --strict`',
    '`exactOptionalPropertyTypes`, or pyright strict',
    'Imported',
    'Operations called correctly',
    'Excepted',
  ];
  const rows = Object.entries(clients).map(([name, summary]) => row(name, summary));
  const seven = clients.typescript?.shares.tsgo;
  const note = seven ? `\n\nTypeScript 7 finds ${seven.good} of ${seven.total} of ours clean.` : '';
  return `${documents} documents with ${operations} operations (\`SEED=${seed}\`).\n\n${table([head, ...rows])}${note}`;
}

const kilobytes = ({ first, later }: Bytes): string => {
  const shown = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  return later > 0 ? `${shown(first)} + ${shown(later)}` : shown(first);
};

/** What clients add to a page; after a plus, what it loads only when needed. */
export const sizesTable = (sizes: readonly Size[]): string =>
  table([
    ['Document', 'Client', 'One call', 'Everything'],
    ...sizes.map(({ document, client, one, all }) => [
      ...[document, client, kilobytes(one), kilobytes(all)],
    ]),
  ]);
