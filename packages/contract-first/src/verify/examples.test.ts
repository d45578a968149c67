/** Examples in documents that their own schemas refuse. */
import { expect, it } from 'vitest';
import type { Document } from '../contract/index.ts';
import { startMockServer } from '../mock/index.ts';
import { type Report, verify } from './verify.ts';

async function verified(operation: object): Promise<Report> {
  const document = {
    openapi: '3.1.1',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/pets': {
        post: {
          operationId: 'addPet',
          responses: { 204: { description: 'Added' }, 400: { description: 'No' } },
          ...operation,
        },
      },
    },
  } as unknown as Document;
  const mock = await startMockServer({ document, port: 0, host: '127.0.0.1' });
  try {
    return await verify(document, mock.url);
  } finally {
    await mock.close();
  }
}

const schema = { type: 'object', required: ['age'], properties: { age: { type: 'integer' } } };
const bodyWith = (media: object) => ({
  requestBody: { required: true, content: { 'application/json': { schema, ...media } } },
});

it('notes a body example that violates its schema instead of sending it', async () => {
  const { findings, notes, operations } = await verified(bodyWith({ example: { age: 'old' } }));
  expect(findings).toEqual([]);
  expect(operations[0]?.hasSucceeded).toBe(true);
  expect(notes).toContain(
    'The example of addPet body application/json does not match its schema: /age must be integer',
  );
});

it('sends the first of several examples that the schema accepts', async () => {
  const { findings, notes } = await verified(
    bodyWith({ examples: { wrong: { value: { age: 'old' } }, right: { value: { age: 3 } } } }),
  );
  expect(findings).toEqual([]);
  expect(notes.join()).not.toContain('does not match');
});

it('notes a parameter example that violates its schema instead of sending it', async () => {
  const parameter = { name: 'n', in: 'query', required: true, schema: { type: 'integer' } };
  const { findings, notes } = await verified({ parameters: [{ ...parameter, example: 'many' }] });
  expect(findings).toEqual([]);
  expect(notes).toContain(
    'The example of addPet query n does not match its schema: must be integer',
  );
});

it('accepts a number written as text as example', async () => {
  const parameter = { name: 'n', in: 'query', required: true, schema: { type: 'integer' } };
  const { findings, notes } = await verified({ parameters: [{ ...parameter, example: '5' }] });
  expect(findings).toEqual([]);
  expect(notes.join()).not.toContain('does not match');
});

it('judges the example of a JSON body whose media type has a parameter', async () => {
  const media = { schema, example: { age: 'old' } };
  const content = { 'application/json; charset=utf-8': media };
  const { findings, notes } = await verified({ requestBody: { required: true, content } });
  expect(findings).toEqual([]);
  expect(notes.join()).toContain('/age must be integer');
});

it('does not send a field of an alternative as wrong that a form leaves out or writes as text', async () => {
  const properties = { password: { type: 'string' } };
  const oneOf = [
    { type: 'object', required: ['password'], properties },
    { type: 'object', required: ['token'], properties: { token: { type: 'integer' } } },
  ];
  const content = { 'application/x-www-form-urlencoded': { schema: { oneOf } } };
  const { findings } = await verified({ requestBody: { required: true, content } });
  expect(findings).toEqual([]);
});
