import type { Arguments, Case, Group, Outcome } from '../case.ts';
import { failure, reads } from './shape.ts';

const fails = (
  name: string,
  why: string,
  answer: NonNullable<Case['server']>[number],
  expect: Outcome,
): Case => reads(name, why, 'fail', answer, expect);

/** A status and its body from an operation of another kind. */
const on = (name: string, why: string, operation: string, args: Arguments): Case =>
  reads(
    name,
    why,
    operation,
    { status: 404, json: failure('unknown') },
    { error: 'status', status: 404, body: failure('unknown') },
    args,
  );

const problem = {
  ...{ type: 'https://example.org/problems/invalid', title: 'Invalid' },
  ...{ status: 400, detail: 'x is missing' },
};

export const errors: Group = {
  name: 'errors',
  about: 'Error responses, documented or not',
  cases: [
    fails(
      'gives the status and the JSON body of an error',
      'programs decide by both',
      { status: 404, json: failure('unknown') },
      { error: 'status', status: 404, body: failure('unknown') },
    ),
    fails(
      'gives the body of a problem (RFC 9457)',
      'its media type is not application/json',
      { status: 400, json: problem, headers: { 'content-type': 'application/problem+json' } },
      { error: 'status', status: 400, body: problem },
    ),
    fails(
      'gives the body of an error that is text',
      'the reason is in it',
      { status: 409, text: 'Somebody else has it', headers: { 'content-type': 'text/plain' } },
      { error: 'status', status: 409, body: 'Somebody else has it' },
    ),
    fails(
      'gives the status of an error without a body',
      'parsing nothing would hide the status',
      { status: 410, text: '' },
      { error: 'status', status: 410 },
    ),
    fails(
      'gives the body of an error that is documented as 4XX',
      'a range is documented, too',
      { status: 418, json: failure('teapot') },
      { error: 'status', status: 418, body: failure('teapot') },
    ),
    fails(
      'gives the body of an error that is documented as default',
      'the default is documented, too',
      { status: 500, json: failure('broken') },
      { error: 'status', status: 500, body: failure('broken') },
    ),
    fails(
      'gives the status of an error whose body is HTML',
      'gateways answer so; a parse error would hide the status',
      { status: 502, text: '<h1>Bad gateway</h1>', headers: { 'content-type': 'text/html' } },
      { error: 'status', status: 502 },
    ),
    fails(
      'gives the status of an error whose JSON is invalid',
      'a parse error would hide the status',
      { status: 500, text: '{"error":', headers: { 'content-type': 'application/json' } },
      { error: 'status', status: 500 },
    ),
    fails(
      'gives the status of an error that has no media type',
      'a parse error would hide the status',
      { status: 503, text: 'no', headers: { 'content-type': null } },
      { error: 'status', status: 503 },
    ),
    fails(
      'gives an error whose body has another shape than documented',
      'a validation error would hide the status',
      { status: 404, json: { message: 'Unknown' } },
      { error: 'status', status: 404 },
    ),
    fails(
      'gives an error whose body is null',
      'reading a field of null would hide the status',
      { status: 404, json: null },
      { error: 'status', status: 404 },
    ),
    fails(
      'gives an error whose body is a list',
      'reading a field of a list would hide the status',
      { status: 422, json: [{ field: 'x' }] },
      { error: 'status', status: 422 },
    ),
    on(
      'gives the error of an operation that returns nothing',
      'a failed deletion would pass',
      'deleteTree',
      {
        path: { treeId: 't1' },
      },
    ),
    on(
      'gives the error of an operation that returns a list',
      'an empty list would pass',
      'listTrees',
      {},
    ),
    on(
      'gives the error of an operation that changes something',
      'a lost change would pass',
      'updateTree',
      {
        path: { treeId: 't1' },
        body: { name: 'a' },
      },
    ),
    reads(
      'gives the status of an undocumented error of an operation that returns text',
      'the text of the error would pass for the text',
      'readText',
      { status: 404, json: failure('unknown') },
      { error: 'status', status: 404 },
    ),
    reads(
      'gives the status of an undocumented error of an operation that returns bytes',
      'the error would be saved as the file',
      'readBytes',
      { status: 403, json: failure('forbidden') },
      { error: 'status', status: 403 },
    ),
    reads(
      'gives the status of an undocumented error of an operation without any',
      'nothing would pass for success',
      'queryForm',
      { status: 500, text: 'broken', headers: { 'content-type': 'text/plain' } },
      { error: 'status', status: 500 },
    ),
    {
      name: 'works after an error',
      why: 'one failure must not break the client',
      server: [{ status: 500, json: failure('broken') }, { json: { x: 1, y: 2 } }],
      steps: [
        { do: 'call', operation: 'fail', expect: { error: 'status', status: 500 } },
        { do: 'call', operation: 'fail', expect: { body: { x: 1, y: 2 } } },
      ],
      requests: [{}, {}],
    },
  ],
};
