import type { Document, Operation } from 'contract-first/contract';
import { done, info, parameter } from './documentParts.ts';

const withOperation = (operation: Operation, path = '/ships'): Document => ({
  ...{ openapi: '3.1.1', info },
  paths: { [path]: { post: { operationId: 'ships.add', responses: done, ...operation } } },
});
const withParameter = (extra: object): Document =>
  withOperation({ parameters: [{ ...parameter('a', { type: 'string' }), ...extra }] });

/** Documents that the generator cannot write, and what it says of each. */
export const refused: Readonly<Record<string, readonly [Document, RegExp]>> = {
  'a parameter named __proto__': [withParameter({ name: '__proto__' }), /ships.add: .*"__proto__"/],
  'two headers with one name': [
    withOperation({
      parameters: [
        parameter('Tide', { type: 'string' }),
        parameter('tide', { type: 'string' }),
      ].map((each) => ({ ...each, in: 'header' as const })),
    }),
    /ships.add: Two members would be named "tide"/,
  ],
  ...Object.fromEntries(
    ['method', 'path', 'request', 'middleware', 'hide'].map((key) => [
      `an operation with the key ${key} of a route`,
      [withOperation({ [key]: 'get' }), new RegExp(`ships.add: .*"${key}"`)],
    ]),
  ),
  'two operations with one id': [
    {
      ...withOperation({}),
      paths: {
        '/a': {
          get: { operationId: 'a', responses: done },
          put: { operationId: 'a', responses: done },
        },
      },
    },
    /Two operations have the id "a"/,
  ],
  'two paths that differ only in the name of a parameter': [
    {
      ...withOperation({}),
      paths: {
        '/ships/{id}': { get: { operationId: 'a', responses: done } },
        '/ships/{name}': { get: { operationId: 'b', responses: done } },
      },
    },
    /"b".*differs from \/ships\/\{id\} only by the names/,
  ],
};
