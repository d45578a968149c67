/**
 * The page of an operation, or of a request that the API sends.
 *
 * @module
 */
import { STATUS_CODES } from 'node:http';
import {
  type BoundOperation,
  type Document,
  endpointOf,
  type Header,
  isSchema,
  type JsonSchema,
  type MediaType,
  type Parameter,
  type Response,
} from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';
import { accessBlocks } from './access.ts';
import type { Block, Field, Inline, Line, Page, PageLink, Sample, Tab } from './blocks.ts';
import { consoleRequest } from './consoleRequest.ts';
import { curlSample } from './curlSample.ts';
import { bodyText, type Examples, isJsonType } from './examples.ts';
import { plainSentence } from './markdownHtml.ts';
import type { SchemaBlocks } from './schemaBlocks.ts';

/** What pages of operations are written with. */
export type OperationContext = {
  readonly document: Document;
  readonly schemas: SchemaBlocks;
  readonly examples: Examples;
  readonly servers: readonly string[];
  /** The page of an operation, by its id; undefined if there is none. */
  readonly pageOf: (id: string) => string | undefined;
  /** Samples of clients, by method and path, such as `get /pets`. */
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
};

/** Names of statuses that Node.js does not have. */
const ranges: Readonly<Record<string, string>> = {
  '1XX': 'Information',
  '2XX': 'Success',
  '3XX': 'Redirect',
  '4XX': 'Client error',
  '5XX': 'Server error',
  default: 'Any other status',
};

const places = [
  ['path', 'Path parameters'],
  ['query', 'Query parameters'],
  ['querystring', 'Query'],
  ['header', 'Headers'],
  ['cookie', 'Cookies'],
] as const;

/** The name of an operation for menus and titles. */
export const operationTitle = ({ operation, method, path }: BoundOperation): string =>
  operation.summary?.trim() || operation.operationId || endpointOf({ method, path });

/**
 * Writes the page of an operation.
 *
 * @param outgoing how the API sends it, if it does: as a webhook or a callback
 * @param callbacks the pages of its callbacks
 */
export function operationPage(
  bound: BoundOperation,
  path: string,
  context: OperationContext,
  {
    outgoing,
    callbacks = [],
  }: { readonly outgoing?: string; readonly callbacks?: readonly PageLink[] } = {},
): Page {
  const { document } = context;
  const { operation, method } = bound;
  const { description, tags = [], deprecated } = operation;
  const isCallable = outgoing === undefined && Object.hasOwn(document, 'paths');
  const title = operationTitle(bound);
  const main: Block[] = [
    ...(isCallable ? [{ kind: 'endpoint', method, path: bound.path } as const] : []),
    ...(outgoing === undefined
      ? []
      : [
          {
            kind: 'line',
            line: [{ badge: method.toUpperCase(), tone: 'method' }, ` ${outgoing}`],
          } as const,
        ]),
    ...(deprecated
      ? [
          {
            kind: 'line',
            line: [{ badge: 'Deprecated', tone: 'warning' }, ' Do not use it in new code.'],
          } as const,
        ]
      : []),
    ...(description ? [{ kind: 'prose', markdown: description } as const] : []),
    ...externalDocs(operation.externalDocs),
    ...(isCallable ? accessBlocks(document, bound) : []),
    ...parameterBlocks(bound, context),
    ...bodyBlocks(bound, context),
    ...responseBlocks(bound, context, outgoing !== undefined),
    ...(callbacks.length > 0
      ? [
          { kind: 'heading', level: 2, text: 'Callbacks', id: 'callbacks' } as const,
          { kind: 'links', links: callbacks } as const,
        ]
      : []),
  ];
  const words = [
    operation.operationId ?? '',
    bound.path,
    ...bound.parameters.map(({ name }) => name),
  ];
  return {
    path,
    kind: outgoing === undefined ? 'operation' : 'webhook',
    title,
    eyebrow: tags[0],
    about: plainSentence(description ?? title),
    method: method.toUpperCase(),
    main,
    aside: isCallable ? asideBlocks(bound, context) : exampleTabs(bound, context),
    request: isCallable ? consoleRequest(bound, context) : undefined,
    keywords: words.join(' '),
  };
}

function externalDocs(docs: BoundOperation['operation']['externalDocs']): Block[] {
  if (!docs || typeof docs.url !== 'string') return [];
  return [{ kind: 'line', line: [{ text: docs.description ?? 'More about this', url: docs.url }] }];
}

function parameterBlocks({ parameters }: BoundOperation, { schemas }: OperationContext): Block[] {
  return places.flatMap(([place, text]): Block[] => {
    const fields = parameters
      .filter((each) => String(each.in) === place)
      .toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false))
      .map((parameter) => parameterField(parameter, schemas));
    if (fields.length === 0) return [];
    return [
      { kind: 'heading', level: 2, text, id: `${place}-parameters` },
      { kind: 'fields', fields },
    ];
  });
}

function parameterField(parameter: Parameter, schemas: SchemaBlocks): Field {
  const [[mediaType, media] = []] = Object.entries(parameter.content ?? {});
  const schema = parameter.schema ?? media?.schema ?? true;
  const { deprecated } = parameter as { readonly deprecated?: boolean };
  const field = schemas.field(parameter.name, schema, {
    isRequired: parameter.required === true,
    description: parameter.description,
    direction: 'request',
    ...(deprecated && { badges: [{ badge: 'Deprecated', tone: 'warning' } as const] }),
  });
  const notes: Line[] = [];
  if (mediaType) notes.push(['Written as ', { code: mediaType }]);
  const { style, explode } = parameter;
  const usual = parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : 'simple';
  if (style && style !== usual) notes.push(['Style ', { code: style }]);
  if (explode === false && usual === 'form')
    notes.push(['Several values are separated in one parameter']);
  if (parameter.example !== undefined && field.notes.length === 0) {
    notes.push(['Example ', { code: bodyText(parameter.example, 'text/plain') }]);
  }
  return { ...field, notes: [...field.notes, ...notes] };
}

function bodyBlocks({ requestBody }: BoundOperation, context: OperationContext): Block[] {
  if (!requestBody) return [];
  const after: Line = requestBody.required ? [{ badge: 'Required', tone: 'required' }] : [];
  return [
    {
      kind: 'heading',
      level: 2,
      text: 'Request body',
      id: 'body',
      after,
    },
    ...prose(requestBody.description),
    ...mediaBlocks(requestBody.content, context, 'request'),
  ];
}

/** A tab for each media type; those with the same schema share one. */
function mediaBlocks(
  content: Readonly<Record<string, MediaType>>,
  { schemas }: OperationContext,
  direction: 'request' | 'response',
): Block[] {
  const groups = Map.groupBy(Object.entries(content), ([, { schema, itemSchema }]) =>
    JSON.stringify([schema, itemSchema]),
  );
  const tabs = [...groups.values()].flatMap((group): Tab[] => {
    const [[, first] = []] = group;
    if (!first) return [];
    const label = group.map(([type]) => type).join(', ');
    const items: Block[] = first.itemSchema
      ? [
          { kind: 'line', line: ['A stream; each item:'] },
          ...schemas.of(first.itemSchema, direction),
        ]
      : [];
    const body = first.schema === undefined ? [] : schemas.of(first.schema, direction);
    const encoding = Object.entries(first.encoding ?? {}).flatMap(
      ([name, { contentType }]): Line[] =>
        contentType ? [['The part ', { code: name }, ' has the type ', { code: contentType }]] : [],
    );
    const notes: Block[] = encoding.length > 0 ? [{ kind: 'list', lines: encoding }] : [];
    return [{ label, blocks: [...body, ...items, ...notes] }];
  });
  return tabs.length > 0 ? [{ kind: 'tabs', label: 'media', tabs }] : [];
}

const prose = (markdown: string | undefined): Block[] =>
  markdown ? [{ kind: 'prose', markdown }] : [];

function responseBlocks(
  bound: BoundOperation,
  context: OperationContext,
  isOutgoing: boolean,
): Block[] {
  const all = Object.entries(bound.responses);
  if (all.length === 0) return [];
  const isSuccess = (status: string) => /^[123]/.test(status);
  const hasSuccess = all.some(([status]) => isSuccess(status));
  const blocks: Block[] = [
    {
      kind: 'heading',
      level: 2,
      text: isOutgoing ? 'Expected responses' : 'Responses',
      id: 'responses',
    },
  ];
  for (const [status, response] of all) {
    if (hasSuccess && !isSuccess(status)) continue;
    blocks.push(
      {
        kind: 'heading',
        level: 3,
        text: statusText(status),
        id: `response-${status.toLowerCase()}`,
      },
      ...inResponse(response, context, true),
    );
  }
  const errors = hasSuccess ? all.filter(([status]) => !isSuccess(status)) : [];
  if (errors.length > 0) {
    blocks.push(
      { kind: 'heading', level: 2, text: 'Errors', id: 'errors' },
      ...errors.map(([status, response]): Block => {
        const about = plainSentence(response.description ?? '', 90);
        return {
          kind: 'fold',
          summary: [{ strong: statusText(status) }, about ? ` ${about}` : ''],
          blocks: inResponse(response, context, false),
        };
      }),
    );
  }
  return blocks;
}

export const statusText = (status: string): string => {
  const name = Object.hasOwn(
    ranges,
    status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
  )
    ? ranges[status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase()]
    : STATUS_CODES[status];
  return name ? `${status} ${name}` : status;
};

function inResponse(response: Response, context: OperationContext, isOpen: boolean): Block[] {
  const { document, schemas } = context;
  const headers = Object.entries(response.headers ?? {}).map(([name, written]): Field => {
    const header = resolvedOr<Header>(document, written, {});
    return schemas.field(name, header.schema ?? true, {
      isRequired: header.required === true,
      description: header.description,
      direction: 'response',
    });
  });
  const content = Object.entries(response.content ?? {});
  const links = linkLines(response, context);
  const body: Block[] = isOpen
    ? mediaBlocks(response.content ?? {}, context, 'response')
    : content.map(([type, { schema, itemSchema }]): Block => {
        const isShared = isSchema(schema) && typeof schema.$ref === 'string';
        const line: Line = [{ code: type }, ' ', ...schemas.type(schema ?? itemSchema ?? true)];
        if (isShared || schema === undefined) return { kind: 'line', line };
        return { kind: 'fold', summary: line, blocks: schemas.of(schema, 'response') };
      });
  return [
    ...prose(response.description),
    ...body,
    ...(content.length === 0 && isOpen ? [{ kind: 'line', line: ['No body'] } as const] : []),
    ...(headers.length > 0
      ? [
          {
            kind: 'fold',
            summary: [headers.length === 1 ? '1 header' : `${headers.length} headers`],
            blocks: [{ kind: 'fields', fields: headers }],
          } as const,
        ]
      : []),
    ...(links.length > 0
      ? [
          { kind: 'line', line: [{ strong: 'Links' }] } as const,
          { kind: 'list', lines: links } as const,
        ]
      : []),
  ];
}

/** What a response leads to (OpenAPI 3.1.1, section 4.8.20). */
function linkLines({ links = {} }: Response, { document, pageOf }: OperationContext): Line[] {
  return Object.entries(links).map(([name, written]): Line => {
    const link = resolvedOr<JsonSchema>(document, written as JsonSchema, {});
    const id =
      typeof link.operationId === 'string' ? link.operationId : String(link.operationRef ?? '');
    const page = pageOf(id);
    const values = isSchema(link.parameters) ? Object.entries(link.parameters) : [];
    const parts = values.flatMap(([parameter, value], at): Inline[] => [
      at === 0 ? ' with ' : ', ',
      { code: `${parameter} = ${typeof value === 'string' ? value : JSON.stringify(value)}` },
    ]);
    const about =
      typeof link.description === 'string' ? `: ${plainSentence(link.description)}` : '';
    return [{ strong: name }, ' → ', page ? { text: id, page } : { code: id }, ...parts, about];
  });
}

function asideBlocks(bound: BoundOperation, context: OperationContext): Block[] {
  const { document, examples, servers, samples } = context;
  const server = servers[0] ?? '';
  const curl: Sample = {
    label: 'cURL',
    language: 'sh',
    code: curlSample(
      document,
      bound,
      /^https?:/.test(server) ? server : `https://api.example.com${server}`,
      examples,
    ),
  };
  const all = [curl, ...(samples.get(`${bound.method} ${bound.path}`) ?? [])];
  return [
    { kind: 'heading', level: 2, text: 'Request', id: 'samples' },
    {
      kind: 'tabs',
      label: 'language',
      tabs: all.map(({ label, language, code }) => ({
        label,
        blocks: [{ kind: 'code', language, text: code }],
      })),
    },
    ...exampleTabs(bound, context),
  ];
}

/** Examples of responses, by status; of a request that the API sends, its body. */
function exampleTabs(bound: BoundOperation, { examples }: OperationContext): Block[] {
  const tabs = Object.entries(bound.responses).flatMap(([status, { content = {} }]): Tab[] => {
    const [[mediaType, media] = []] = Object.entries(content);
    if (mediaType === undefined || media === undefined) return [];
    return examples
      .of(media, 'response')
      .slice(0, 2)
      .flatMap(({ name, value }, at): Tab[] => {
        const text = bodyText(value, mediaType);
        if (text === '' || text.length > 20_000) return [];
        const language = isJsonType(mediaType) ? 'json' : 'text';
        return [
          {
            label: at === 0 ? status : `${status} ${name}`,
            blocks: [{ kind: 'code', language, text }],
          },
        ];
      });
  });
  if (tabs.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Response', id: 'response-examples' },
    { kind: 'tabs', label: 'status', tabs: tabs.slice(0, 8) },
  ];
}
