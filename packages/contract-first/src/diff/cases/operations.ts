import { type Case, documentOf, type Json, operation } from './case.ts';

const done = { 204: { description: 'Done' } };
const item = (path: string, value: Json): Json => ({ ...documentOf(), paths: { [path]: value } });
const one = (operationId: string, rest: Json = {}) => ({ operationId, responses: done, ...rest });
const paths = (
  name: string,
  breaking: boolean,
  rules: Case['rules'],
  [before, after]: readonly [Json, Json],
): Case => ({ name, breaking, rules, before, after });

/** Operations as a whole. */
export const operations: readonly Case[] = [
  paths(
    'operation removed',
    true,
    ['operation-removed'],
    [item('/a', { get: one('a'), put: one('b') }), item('/a', { get: one('a') })],
  ),
  paths(
    'operation added',
    false,
    ['operation-added'],
    [item('/a', { get: one('a') }), item('/a', { get: one('a'), put: one('b') })],
  ),
  paths(
    'path removed',
    true,
    ['operation-removed'],
    [
      { ...documentOf(), paths: { '/a': { get: one('a') }, '/b': { get: one('b') } } },
      item('/a', { get: one('a') }),
    ],
  ),
  paths(
    'operation by a method of 3.2 removed',
    true,
    ['operation-removed'],
    [
      { ...item('/a', { query: one('a'), get: one('b') }), openapi: '3.2.0' },
      { ...item('/a', { get: one('b') }), openapi: '3.2.0' },
    ],
  ),
  paths(
    'additional operation removed',
    true,
    ['operation-removed'],
    [
      {
        ...item('/a', { additionalOperations: { LINK: one('a') }, get: one('b') }),
        openapi: '3.2.0',
      },
      { ...item('/a', { get: one('b') }), openapi: '3.2.0' },
    ],
  ),
  paths(
    'description of a path item',
    false,
    [],
    [
      item('/a', { get: one('a'), description: 'Old' }),
      item('/a', { get: one('a'), description: 'New' }),
    ],
  ),
  operation('operationId changed', true, ['operation-id-changed'], [{}, { operationId: 'b' }]),
  paths(
    'operationId added',
    false,
    ['operation-id-added'],
    [item('/a', { get: { responses: done } }), item('/a', { get: one('a') })],
  ),
  operation('operation deprecated', false, ['operation-deprecated'], [{}, { deprecated: true }]),
  operation(
    'operation no longer deprecated',
    false,
    ['operation-no-longer-deprecated'],
    [{ deprecated: true }, {}],
  ),
  operation(
    'unknown field of an operation',
    true,
    ['unknown-field-changed'],
    [{ consumes: ['a'] }, { consumes: ['b'] }],
  ),
];
