/**
 * Features of documents that a command lacks: how they are recognized, and what it does without them.
 *
 * @module
 */
import type { Document } from './model.ts';
import type { Notice } from './notice.ts';
import { isPart, type LocatedPart, type Part } from './structure.ts';
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
export const features: readonly Feature[] = [
  {
    name: 'multipart-items',
    isIn: ({ kind, node, pointer }) =>
      kind === 'mediaType' && 'itemSchema' in node && /\/multipart~1[^/]*$/.test(pointer),
    at: () => 'itemSchema',
    without: {
      ...clients(['warning', 'A stream of parts is returned as bytes, not as typed items.']),
      verify: ['warning', 'Parts of a stream are not checked by their `itemSchema`.'],
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
    name: 'own-servers',
    isIn: ({ kind, node }) =>
      (kind === 'pathItem' || kind === 'operation') &&
      Array.isArray(node.servers) &&
      node.servers.length > 0,
    at: () => 'servers',
    without: {
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
      verify: ['warning', 'Webhooks are sent by the API, so no request can verify them.'],
    },
  },
  {
    name: 'callbacks',
    isIn: ({ kind, node }) => kind === 'operation' && hasEntries(node, 'callbacks'),
    at: () => 'callbacks',
    without: {
      mock: ['warning', 'Callbacks are sent with `--callbacks` only.'],
      verify: ['warning', 'Callbacks are sent by the API, so no request can verify them.'],
    },
  },
];
