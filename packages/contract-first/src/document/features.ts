/**
 * Features of documents that a command lacks: how they are recognized, and what it does without them.
 *
 * @module
 */
import { type Document, isSchema } from './model.ts';
import type { Notice } from './notice.ts';
import { isPart, type LocatedPart, type Part } from './structure.ts';
import { finalTarget } from './targets.ts';
import type { Task } from './task.ts';

type Lack = readonly [level: Notice['level'], message: string];

export type Feature = {
  readonly name: string;
  /** Whether an object uses it. */
  readonly isIn: (part: LocatedPart, document: Document) => boolean;
  /** The field of the object that is the feature; the object itself without one. */
  readonly at?: (part: LocatedPart) => string;
  /** What each task does without it; a task that is not named handles the feature. */
  readonly without: Readonly<Partial<Record<Task, Lack>>>;
};

const hasEntries = (node: Part, field: string): boolean =>
  isPart(node[field]) && Object.keys(node[field]).length > 0;

const generated = (lack: Lack) => ({ server: lack, typescript: lack, python: lack });
const clients = (lack: Lack) => ({ typescript: lack, python: lack });
const python = (lack: Lack) => ({ python: lack });

const notGenerated = (what: string) =>
  python(['error', `No Python can be generated for ${what} yet. Leave it out of the document.`]);

/** The types that a parameter's schema says its values have. */
function typesOf({ node }: LocatedPart, document: Document): readonly unknown[] {
  let { schema } = node;
  if (isPart(schema) && typeof schema.$ref === 'string')
    schema = finalTarget(document, schema.$ref);
  return isSchema(schema) ? [schema.type].flat() : [];
}

/** Whether a parameter that has parts is written otherwise than by default. */
function hasStyle(part: LocatedPart, document: Document): boolean {
  const { node, kind } = part;
  if (kind !== 'parameter') return false;
  const byDefault = node.in === 'query' || node.in === 'cookie' ? 'form' : 'simple';
  const { style = byDefault, explode = style === 'form' } = node;
  if (style !== byDefault) return true;
  const isDefault = explode === (byDefault === 'form');
  return !isDefault && typesOf(part, document).some((type) => type === 'array');
}

const mediaTypesOf = ({ kind, node }: LocatedPart): string[] =>
  (kind === 'requestBody' || kind === 'response') && isPart(node.content)
    ? Object.keys(node.content)
    : [];

const elsewhere = 'Write `servers` for the whole document, or pass the URL for these calls.';

export const features: readonly Feature[] = [
  {
    name: 'query-method',
    isIn: ({ kind, node }) => kind === 'pathItem' && 'query' in node,
    at: () => 'query',
    without: notGenerated('the method QUERY'),
  },
  {
    name: 'additional-operations',
    isIn: ({ kind, node }) => kind === 'pathItem' && hasEntries(node, 'additionalOperations'),
    at: () => 'additionalOperations',
    without: notGenerated('`additionalOperations`'),
  },
  {
    name: 'streamed-items',
    isIn: ({ kind, node }) => kind === 'mediaType' && 'itemSchema' in node,
    at: () => 'itemSchema',
    without: {
      ...notGenerated('streams of items (`itemSchema`)'),
      verify: ['warning', 'Items of a stream are not checked by their `itemSchema`.'],
    },
  },
  {
    name: 'multipart-items',
    isIn: ({ kind, node, pointer }) =>
      kind === 'mediaType' && 'itemSchema' in node && /\/multipart~1[^/]*$/.test(pointer),
    at: () => 'itemSchema',
    without: {
      typescript: ['warning', 'A stream of parts is returned as bytes, not as typed items.'],
    },
  },
  {
    name: 'positional-encoding',
    isIn: ({ kind, node }) =>
      kind === 'mediaType' && ('prefixEncoding' in node || 'itemEncoding' in node),
    at: ({ node }) => ('prefixEncoding' in node ? 'prefixEncoding' : 'itemEncoding'),
    without: {
      ...clients(['warning', 'Parts by position are not written as the document says.']),
      server: ['warning', 'Parts by position reach the handler as bytes, and are not checked.'],
      mock: ['warning', 'Parts by position are taken as they come, and not checked.'],
      verify: ['warning', 'Parts by position are not written as the document says.'],
    },
  },
  {
    name: 'encoding-details',
    isIn: ({ kind, node }) =>
      kind === 'encoding' && ['headers', 'encoding', 'itemEncoding'].some((key) => key in node),
    at: ({ node }) => ['headers', 'encoding', 'itemEncoding'].find((key) => key in node) ?? '',
    without: {
      ...generated(['warning', 'Headers and encodings of a part are neither written nor read.']),
      mock: ['warning', 'Headers and encodings of a part are not checked.'],
      verify: ['warning', 'Headers and encodings of a part are not sent.'],
    },
  },
  {
    name: 'querystring-parameter',
    isIn: ({ kind, node }) => kind === 'parameter' && node.in === 'querystring',
    without: {
      ...notGenerated('a parameter that is the whole query string'),
      mock: ['error', 'The mock cannot check a parameter that is the whole query string.'],
      verify: ['error', 'No request can be made with a parameter that is the whole query string.'],
    },
  },
  {
    name: 'cookie-style',
    isIn: ({ kind, node }) => kind === 'parameter' && node.style === 'cookie',
    without: {
      mock: [
        'warning',
        'A cookie with several values is read as one; only `style: form` is known.',
      ],
      verify: ['warning', 'Cookies are always sent in `style: form`.'],
    },
  },
  {
    name: 'cookie-parameter',
    isIn: ({ kind, node }) => kind === 'parameter' && node.in === 'cookie',
    without: python([
      'warning',
      'Generated clients do not send this parameter. Pass it as the header `Cookie`.',
    ]),
  },
  {
    name: 'parameter-style',
    isIn: (part, document) => part.node.in !== 'cookie' && hasStyle(part, document),
    without: python([
      'warning',
      'Generated clients write this parameter in the default style, which the server reads otherwise. Use the default `style` and `explode`.',
    ]),
  },
  {
    name: 'object-parameter',
    isIn: (part, document) =>
      part.kind === 'parameter' &&
      part.node.content === undefined &&
      typesOf(part, document).includes('object'),
    without: python([
      'warning',
      'Generated clients do not write objects as parameters. Use a parameter for each property.',
    ]),
  },
  {
    name: 'empty-value',
    isIn: ({ kind, node }) => kind === 'parameter' && node.allowEmptyValue === true,
    at: () => 'allowEmptyValue',
    without: {
      mock: ['warning', 'An empty value is judged by the schema. Allow the empty text there.'],
      server: ['warning', 'An empty value is judged by the schema. Allow the empty text there.'],
      verify: ['warning', 'No empty value is sent because of `allowEmptyValue`.'],
    },
  },
  {
    name: 'several-media-types',
    isIn: (part) => mediaTypesOf(part).length > 1,
    at: () => 'content',
    without: python([
      'warning',
      'Generated clients use one of these media types, JSON if it is among them; there are no methods for the others.',
    ]),
  },
  {
    name: 'own-servers',
    isIn: ({ kind, node }) =>
      (kind === 'pathItem' || kind === 'operation') &&
      Array.isArray(node.servers) &&
      node.servers.length > 0,
    at: () => 'servers',
    without: {
      ...python(['warning', `Generated clients call one server for all operations. ${elsewhere}`]),
      verify: ['warning', 'All requests are sent to the server that is verified.'],
    },
  },
  {
    name: 'query-in-path',
    isIn: ({ kind, pointer }) => kind === 'pathItem' && /^#\/paths\/[^/]*[?#]/.test(pointer),
    without: {
      mock: ['warning', 'A path with a query or a fragment is not found by requests.'],
      verify: ['warning', 'A server may find no path with a query or a fragment in it.'],
    },
  },
  {
    name: 'mutual-tls',
    isIn: ({ kind, node }) => kind === 'securityScheme' && node.type === 'mutualTLS',
    without: {
      mock: ['warning', 'The mock has no TLS, so it does not check certificates of clients.'],
      verify: [
        'warning',
        'Requests show no certificate by TLS. One in `verify.credentials` (DER in Base64) is sent in `Client-Cert`, as a proxy does.',
      ],
    },
  },
  {
    name: 'webhooks',
    isIn: ({ kind, node }) => kind === 'document' && hasEntries(node, 'webhooks'),
    at: () => 'webhooks',
    without: {
      ...python(['warning', 'No code is generated for webhooks.']),
      mock: ['warning', 'Webhooks are sent by the API, so a mock does not answer them.'],
      verify: ['warning', 'Webhooks are sent by the API, so no request can verify them.'],
    },
  },
  {
    name: 'callbacks',
    isIn: ({ kind, node }) => kind === 'operation' && hasEntries(node, 'callbacks'),
    at: () => 'callbacks',
    without: {
      ...clients(['warning', 'No code is generated for callbacks.']),
      mock: ['warning', 'Callbacks are sent by the API, so the mock does not call them.'],
      verify: ['warning', 'Callbacks are sent by the API, so no request can verify them.'],
    },
  },
];
