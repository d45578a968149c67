import { expect, it } from 'vitest';
import { upgradeDocument } from './load.ts';
import { unsupported } from './support.ts';
import type { Task } from './task.ts';

/** Each feature in the smallest document that has it, and where it stands. */
const features: readonly (readonly [name: string, parts: object, pointer: string])[] = [
  ['query-method', { paths: { '/a': { query: {} } } }, '#/paths/~1a/query'],
  [
    'additional-operations',
    { paths: { '/a': { additionalOperations: { PURGE: {} } } } },
    '#/paths/~1a/additionalOperations',
  ],
  [
    'streamed-items',
    {
      components: {
        responses: { R: { content: { 'application/jsonl': { itemSchema: {} } } } },
      },
    },
    '#/components/responses/R/content/application~1jsonl/itemSchema',
  ],
  [
    'querystring-parameter',
    { paths: { '/a': { parameters: [{ name: 'q', in: 'querystring' }] } } },
    '#/paths/~1a/parameters/0',
  ],
  ['webhooks', { webhooks: { changed: { post: {} } } }, '#/webhooks'],
  [
    'callbacks',
    { paths: { '/a': { get: { callbacks: { done: { '{$request.body#/url}': {} } } } } } },
    '#/paths/~1a/get/callbacks',
  ],
];

const noticesOf = (parts: object, task: Task | 'generate' | readonly Task[]) => {
  const { document, sourceOf } = upgradeDocument({
    openapi: '3.2.0',
    info: { title: 'New', version: '1' },
    paths: {},
    ...parts,
  });
  return unsupported(document, task, sourceOf);
};

const reported = ['querystring-parameter', 'webhooks', 'callbacks'];
const reporting = features.filter(([name]) => reported.includes(name));
it.each(reporting)('verify reports %s with its place', (rule, parts, pointer) => {
  expect(noticesOf(parts, 'verify')).toMatchObject([{ rule, pointer }]);
});

it.each(features)('a generated server supports %s', (_name, parts) => {
  expect(noticesOf(parts, 'server')).toEqual([]);
});

const called = features.filter(([name]) => name !== 'callbacks');
it.each(called)('generated clients support %s', (_name, parts) => {
  expect(noticesOf(parts, ['typescript', 'python'])).toEqual([]);
});

it.each([
  ['mock', 'callbacks'],
  ['verify', 'webhooks'],
  ['verify', 'callbacks'],
] as const)('%s warns about %s', (task, name) => {
  const [, parts = {}] = features.find(([each]) => each === name) ?? [];
  expect(noticesOf(parts, task)).toMatchObject([{ rule: name, level: 'warning' }]);
});

it.each(['generate', 'mock', 'verify'] as const)('%s ignores keywords inside examples', (task) => {
  const example = { webhooks: { a: {} }, in: 'querystring', itemSchema: {}, query: {} };
  const parts = { components: { schemas: { A: { example, default: example } } } };
  expect(noticesOf(parts, task)).toEqual([]);
});
