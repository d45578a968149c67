/**
 * The pages of a site, from a document and its guides.
 *
 * @module
 */
import { type Document, type JsonSchema, operations } from '../../document/model.ts';
import { outgoingRequests } from '../../document/outgoing.ts';
import { escapeToken } from '../../document/structure.ts';
import type { MenuGroup, Page, PageLink, Sample, Site } from './blocks.ts';
import { Examples } from './examples.ts';
import { plainSentence } from './markdownHtml.ts';
import { type OperationContext, operationPage, operationTitle } from './operationPage.ts';
import { overviewPage } from './overviewPage.ts';
import { SchemaBlocks } from './schemaBlocks.ts';
import { serversOf } from './servers.ts';
import { Slugs } from './slugs.ts';
import { usesOf } from './uses.ts';

export type SiteOptions = {
  /** Samples of clients, by method in lower case and path, such as `get /pets`. */
  readonly samples?: ReadonlyMap<string, readonly Sample[]>;
  readonly guides?: readonly Page[];
  /** The groups of guides, by the folders that they are in. */
  readonly guideMenu?: readonly MenuGroup[];
  /** Files of the site that a reader may download, such as `openapi.json`. */
  readonly downloads?: readonly string[];
};

/** Makes the pages of a document, which are written by a `HtmlWriter` or as Markdown. */
export function readSite(document: Document, options: SiteOptions = {}): Site {
  const bounds = operations(document);
  const slugs = new Slugs();
  const pageById = new Map<string, string>();
  for (const { id, method, path } of bounds) {
    const page = `operations/${slugs.take(id)}`;
    pageById.set(id, page);
    pageById.set(`${method} ${path}`, page);
  }
  const schemas = schemaAddresses(document);
  const blocks = new SchemaBlocks(document, (reference) => schemas.get(reference));
  const context: OperationContext = {
    document,
    schemas: blocks,
    examples: new Examples(document),
    servers: serversOf(document),
    pageOf: (id) => pageById.get(id) ?? pageById.get(operationByPointer(id)),
    samples: options.samples ?? new Map(),
  };
  const outgoing = outgoingPages(document, context);
  const pages = bounds.map((bound) => {
    const callbacks = outgoing.flatMap(({ page, operation }) =>
      operation === bound.id ? [linkTo(page)] : [],
    );
    const page = operationPage(bound, pageById.get(bound.id) ?? '', context, { callbacks });
    const [tag] = bound.operation.tags ?? [];
    return { ...page, eyebrow: tag === undefined ? undefined : titleOfTag(document, tag) };
  });
  const groups = groupsOf(
    document,
    bounds.map((bound, at) => ({
      tag: bound.operation.tags?.[0],
      page: pages[at],
      isDeprecated: bound.operation.deprecated === true,
    })),
  );
  const schemaPages = schemaPagesOf(
    document,
    schemas,
    blocks,
    usesOf(bounds, (bound) => ({
      page: pageById.get(bound.id) ?? '',
      text: operationTitle(bound),
      method: bound.method.toUpperCase(),
    })),
  );
  const webhooks = outgoing
    .filter(({ operation }) => operation === undefined)
    .map(({ page }) => page);
  const menu: MenuGroup[] = [
    ...(options.guideMenu ?? []),
    ...groups.map(({ label, page, links }) => ({ label, page: page.path, links })),
    ...(webhooks.length > 0
      ? [{ label: 'Webhooks', page: undefined, links: webhooks.map(linkTo) }]
      : []),
    ...(schemaPages.length > 0
      ? [
          {
            label: 'Schemas',
            page: 'schemas/index',
            links: schemaPages.map((page) => ({ page: page.path, text: page.title })),
          },
        ]
      : []),
  ];
  const overview = overviewPage(document, {
    menu,
    downloads: options.downloads ?? [],
    servers: document.servers ?? [],
    count: bounds.length,
  });
  const all: Page[] = [
    overview,
    ...(options.guides ?? []),
    ...groups.map(({ page }) => page),
    ...pages,
    ...outgoing.map(({ page }) => page),
    ...(schemaPages.length > 0 ? [schemaList(schemaPages)] : []),
    ...schemaPages,
  ];
  const { title, version } = document.info;
  return { title, version, about: overview.about, pages: all, menu };
}

const linkTo = (page: Page): PageLink => ({
  page: page.path,
  text: page.title,
  method: page.method,
});

/** `#/paths/~1pets/get`, as a link may name an operation, as `get /pets`. */
function operationByPointer(reference: string): string {
  const [, path, method] = /#\/paths\/([^/]+)\/([a-z]+)$/.exec(reference) ?? [];
  if (path === undefined || method === undefined) return '';
  try {
    return `${method} ${decodeURIComponent(path).replaceAll('~1', '/').replaceAll('~0', '~')}`;
  } catch {
    return '';
  }
}

function schemaAddresses(
  document: Document,
): Map<string, { readonly page: string; readonly name: string }> {
  const slugs = new Slugs();
  return new Map(
    Object.keys(document.components?.schemas ?? {}).map((name) => [
      `#/components/schemas/${escapeToken(name)}`,
      { page: `schemas/${slugs.take(name)}`, name },
    ]),
  );
}

function outgoingPages(document: Document, context: OperationContext) {
  const slugs = new Slugs();
  return outgoingRequests(document).map(({ name, operation, bound }) => {
    const path = `webhooks/${slugs.take(operation === undefined ? name : `${operation}-${name}`)}`;
    const isWebhook = operation === undefined;
    const words = isWebhook ? 'sent by the API' : `sent by the API to ${bound.path}`;
    const page = operationPage(bound, path, context, { outgoing: words });
    const title = bound.operation.summary ? page.title : name;
    return {
      operation,
      page: {
        ...page,
        title,
        eyebrow: isWebhook ? 'Webhook' : 'Callback',
        keywords: `${name} ${page.keywords}`,
      },
    };
  });
}

type Member = {
  readonly tag: string | undefined;
  readonly page: Page | undefined;
  readonly isDeprecated: boolean;
};

/** A page for each tag, in the order of the document's list, with its operations. */
function groupsOf(document: Document, members: readonly Member[]) {
  const declared = (document.tags ?? []).map(({ name }) => name);
  const byTag = Map.groupBy(members, ({ tag }) => tag ?? '');
  const names = [...new Set([...declared, ...byTag.keys()])].filter((name) => byTag.has(name));
  const slugs = new Slugs();
  return names.map((name) => {
    const label = name === '' ? 'Operations' : titleOfTag(document, name);
    const description = document.tags?.find((tag) => tag.name === name)?.description;
    const links = (byTag.get(name) ?? []).flatMap(({ page, isDeprecated }): PageLink[] =>
      page ? [{ ...linkTo(page), isDeprecated }] : [],
    );
    const pages = new Map((byTag.get(name) ?? []).map(({ page }) => [page?.path, page]));
    const page: Page = {
      path: `groups/${slugs.take(name || 'operations')}`,
      kind: 'group',
      title: label,
      eyebrow: undefined,
      about: plainSentence(description ?? `Operations of ${label}`),
      main: [
        ...(description ? [{ kind: 'prose', markdown: description } as const] : []),
        {
          kind: 'links',
          links: links.map((link) => ({ ...link, about: aboutOf(pages.get(link.page)) })),
        },
      ],
      aside: [],
      keywords: name,
    };
    return { label, page, links };
  });
}

const aboutOf = (page: Page | undefined): string | undefined =>
  page && page.about !== page.title ? page.about : undefined;

function titleOfTag(document: Document, name: string): string {
  const tag = document.tags?.find((each) => each.name === name);
  const shown =
    tag?.['x-displayName'] ?? (tag as { readonly summary?: unknown } | undefined)?.summary;
  if (typeof shown === 'string') return shown;
  // A tag in one lower-case word reads as a heading with a capital.
  return /^[a-z][a-z _-]*$/.test(name)
    ? name.slice(0, 1).toUpperCase() + name.slice(1).replaceAll(/[_-]/g, ' ')
    : name;
}

function schemaPagesOf(
  document: Document,
  addresses: ReadonlyMap<string, { readonly page: string; readonly name: string }>,
  blocks: SchemaBlocks,
  uses: ReadonlyMap<string, readonly PageLink[]>,
): Page[] {
  return [...addresses].map(([reference, { page, name }]) => {
    const schema: JsonSchema = document.components?.schemas?.[name] ?? {};
    const { description } = typeof schema === 'object' ? schema : {};
    const used = uses.get(reference) ?? [];
    return {
      path: page,
      kind: 'schema',
      title: name,
      eyebrow: 'Schema',
      about: plainSentence(typeof description === 'string' ? description : `The schema ${name}`),
      main: [
        ...(typeof description === 'string'
          ? [{ kind: 'prose', markdown: description } as const]
          : []),
        ...blocks.ofComponent(schema, reference),
        ...(used.length > 0
          ? [
              { kind: 'heading', level: 2, text: 'Used by', id: 'used-by' } as const,
              { kind: 'links', links: used } as const,
            ]
          : []),
      ],
      aside: [],
      keywords: '',
    };
  });
}

const schemaList = (pages: readonly Page[]): Page => ({
  path: 'schemas/index',
  kind: 'schemas',
  title: 'Schemas',
  eyebrow: undefined,
  about: 'All schemas that operations share',
  main: [
    {
      kind: 'links',
      links: pages.map(({ path, title, about }) => ({
        page: path,
        text: title,
        about: about === `The schema ${title}` ? undefined : about,
      })),
    },
  ],
  aside: [],
  keywords: '',
});
