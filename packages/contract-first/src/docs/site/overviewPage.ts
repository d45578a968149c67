import { type Document, isSchema } from '../../document/model.ts';
import { schemeLine, schemesOf } from './access.ts';
import type { Block, Line, MenuGroup, Page } from './blocks.ts';
import { plainSentence } from './markdownHtml.ts';

/** The first page: what the API is, where it is, how to get in, and what it offers. */
export function overviewPage(
  document: Document,
  {
    menu,
    downloads,
    servers,
    count,
  }: {
    readonly menu: readonly MenuGroup[];
    readonly downloads: readonly string[];
    readonly servers: NonNullable<Document['servers']>;
    readonly count: number;
  },
): Page {
  const { title, version, description, summary } = document.info;
  const text = typeof description === 'string' ? description : '';
  const about = typeof summary === 'string' ? summary : plainSentence(text || title);
  const schemes = schemesOf(document);
  const groups = menu.filter(({ links }) => links.length > 0);
  const main: Block[] = [
    { kind: 'line', line: [`Version ${version} · ${count} operation${count === 1 ? '' : 's'}`] },
    ...(typeof summary === 'string' && summary !== text
      ? [{ kind: 'line', line: [summary] } as const]
      : []),
    ...(downloads.length > 0 ? [{ kind: 'downloads', files: downloads } as const] : []),
    ...(text ? [{ kind: 'prose', markdown: text } as const] : []),
    ...(servers.length > 0
      ? [
          { kind: 'heading', level: 2, text: 'Servers', id: 'servers' } as const,
          {
            kind: 'list',
            lines: servers.map(
              ({ url, description: words }): Line => [
                { code: typeof url === 'string' ? url : '(no URL)' },
                typeof words === 'string' && words !== '' ? ` ${plainSentence(words)}` : '',
              ],
            ),
          } as const,
        ]
      : []),
    ...(schemes.size > 0
      ? [
          { kind: 'heading', level: 2, text: 'Authentication', id: 'authentication' } as const,
          {
            kind: 'fields',
            fields: [...schemes].map(([name, scheme]) => ({
              name,
              type: schemeLine(scheme),
              badges: [],
              description: typeof scheme.description === 'string' ? scheme.description : undefined,
              notes: flowNotes(scheme),
              inside: [],
            })),
          } as const,
        ]
      : []),
    ...groups.flatMap(({ label, page, links }, at): Block[] => {
      const isMany = links.length > 30 || (groups.length > 30 && page !== undefined);
      const shown = isMany ? [] : links;
      return [
        { kind: 'heading', level: 2, text: label, id: `group-${at + 1}` },
        ...(page === undefined
          ? []
          : [{ kind: 'line', line: [{ text: `All ${links.length} in ${label}`, page }] } as const]),
        ...(shown.length > 0 ? [{ kind: 'links', links: shown } as const] : []),
      ];
    }),
    ...infoBlocks(document),
  ];
  return {
    path: 'index',
    kind: 'overview',
    title,
    eyebrow: undefined,
    about,
    main,
    aside: [],
    keywords: '',
  };
}

/** Where tokens of OAuth 2.0 come from, and the scopes that they may have. */
function flowNotes({ flows }: Readonly<Record<string, unknown>>): Line[] {
  if (!isSchema(flows)) return [];
  return Object.entries(flows).flatMap(([name, flow]): Line[] => {
    if (!isSchema(flow)) return [];
    const urls = ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl'].flatMap(
      (key): Line[] =>
        typeof flow[key] === 'string' ? [[`${name}, ${key}: `, { code: String(flow[key]) }]] : [],
    );
    const scopes = isSchema(flow.scopes) ? Object.entries(flow.scopes) : [];
    return [
      ...urls,
      ...scopes.map(
        ([scope, words]): Line => [{ code: scope }, ` ${plainSentence(String(words))}`],
      ),
    ];
  });
}

function infoBlocks({ info }: Document): Block[] {
  const lines: Line[] = [];
  const { contact, license, termsOfService } = info;
  if (isSchema(contact)) {
    const url =
      typeof contact.url === 'string'
        ? contact.url
        : typeof contact.email === 'string'
          ? `mailto:${contact.email}`
          : '';
    const name = String(contact.name ?? contact.email ?? contact.url ?? '');
    if (name) lines.push(['Contact: ', { text: name, url }]);
  }
  if (isSchema(license)) {
    const name = String(license.name ?? license.identifier ?? '');
    lines.push([
      'License: ',
      typeof license.url === 'string' ? { text: name, url: license.url } : name,
    ]);
  }
  if (typeof termsOfService === 'string')
    lines.push([{ text: 'Terms of service', url: termsOfService }]);
  if (lines.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'About', id: 'about' },
    { kind: 'list', lines },
  ];
}
