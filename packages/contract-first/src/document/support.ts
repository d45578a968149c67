/**
 * Which features of a document each command handles.
 *
 * A command that leaves something out says so: with a warning if what it does is still right without
 * it, with an error if it is not.
 *
 * @module
 */
import type { Document } from './model.ts';
import type { Notice } from './notice.ts';
import type { Place } from './sourceFiles.ts';
import { isPart, type LocatedPart, type Part, walk } from './structure.ts';

/** The commands that may not handle every feature. */
export type Task =
  | 'generate'
  | 'server'
  | 'typescript'
  | 'python'
  | 'mock'
  | 'verify'
  | 'docs'
  | 'diff';

type Feature = {
  readonly name: string;
  /** Whether an object uses it. */
  readonly isIn: (part: LocatedPart) => boolean;
  /** What each task does without it; a task that is not named handles the feature. */
  readonly without: Readonly<
    Partial<Record<Task, readonly [level: Notice['level'], message: string]>>
  >;
};

const hasEntries = (node: Part, field: string): boolean =>
  isPart(node[field]) && Object.keys(node[field]).length > 0;

const notGenerated = (what: string): readonly ['error', string] => [
  'error',
  `No code can be generated for ${what} yet. Leave it out of the document.`,
];

const features: readonly Feature[] = [
  {
    name: 'query-method',
    isIn: ({ kind, node }) => kind === 'pathItem' && 'query' in node,
    without: { generate: notGenerated('the method QUERY') },
  },
  {
    name: 'additional-operations',
    isIn: ({ kind, node }) => kind === 'pathItem' && hasEntries(node, 'additionalOperations'),
    without: { generate: notGenerated('`additionalOperations`') },
  },
  {
    name: 'streamed-items',
    isIn: ({ kind, node }) =>
      kind === 'mediaType' &&
      ['itemSchema', 'prefixEncoding', 'itemEncoding'].some((field) => field in node),
    without: { generate: notGenerated('streams of items (`itemSchema`)') },
  },
  {
    name: 'querystring-parameter',
    isIn: ({ kind, node }) => kind === 'parameter' && node.in === 'querystring',
    without: {
      generate: notGenerated('a parameter that is the whole query string'),
      mock: ['error', 'The mock cannot check a parameter that is the whole query string.'],
      verify: ['error', 'No request can be made with a parameter that is the whole query string.'],
    },
  },
  {
    name: 'webhooks',
    isIn: ({ kind, node }) => kind === 'document' && hasEntries(node, 'webhooks'),
    without: {
      generate: ['warning', 'No code is generated for webhooks.'],
      mock: ['warning', 'Webhooks are sent by the API, so a mock does not answer them.'],
      verify: ['warning', 'Webhooks are sent by the API, so no request can verify them.'],
    },
  },
  {
    name: 'callbacks',
    isIn: ({ kind, node }) => kind === 'operation' && hasEntries(node, 'callbacks'),
    without: {
      generate: ['warning', 'No code is generated for callbacks.'],
      mock: ['warning', 'Callbacks are sent by the API, so the mock does not call them.'],
      verify: ['warning', 'Callbacks are sent by the API, so no request can verify them.'],
    },
  },
];

/**
 * What a task does not handle of a document.
 *
 * @param sourceOf where something stands in the document as it was written
 * @param placeOf where that is in its file
 */
export function unsupported(
  document: Document,
  task: Task,
  sourceOf: (pointer: string) => string,
  placeOf: (pointer: string) => Place | undefined = () => undefined,
): Notice[] {
  const notices: Notice[] = [];
  walk(document as unknown as Part, (part) => {
    for (const { name, isIn, without } of features) {
      const lack = without[task];
      if (!lack || !isIn(part)) continue;
      const [level, message] = lack;
      const place = placeOf(part.pointer);
      const pointer = sourceOf(part.pointer);
      notices.push({ rule: name, level, message, pointer, ...(place && { place }) });
    }
  });
  return notices;
}
