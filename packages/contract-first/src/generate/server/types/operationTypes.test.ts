/** The entries of `Operations`, as text. */
import { type Document, type Operation, operations } from 'contract-first/contract';
import { describe, expect, it } from 'vitest';
import { ComponentTypes } from '../../typescript/types/componentTypes.ts';
import { operationType } from './operationTypes.ts';

/** The text of one member of an operation's entry, on one line. */
function memberOf(operation: Operation, name: string): string | undefined {
  const document: Document = {
    openapi: '3.1.1',
    info: { title: 'Post', version: '1' },
    paths: { '/': { post: { operationId: 'send', ...operation } } },
    components: { headers: { Trace: { schema: { type: 'string' } } } },
  };
  const [bound] = operations(document);
  if (!bound) throw new Error('There is no operation');
  const text = operationType(bound, new ComponentTypes(document)).text;
  const lines = text.split(/\n {4}(?! |\})/);
  const found = lines.find((line) => line.startsWith(`${name}: `));
  return found
    ?.replace(/;\n?\}?$/, '')
    .replaceAll(/\s+/g, ' ')
    .slice(name.length + 2);
}

const text = { schema: { type: 'string' } };
const number = { schema: { type: 'number' } };
const body = (content: object, required = true) => ({
  requestBody: { required, content } as NonNullable<Operation['requestBody']>,
});
const responses = (listed: object) => ({
  responses: listed as NonNullable<Operation['responses']>,
});

describe('a body', () => {
  it.each<readonly [string, Operation, string, string]>([
    ['of JSON', body({ 'application/json': text }), 'body', 'string'],
    ['that is optional', body({ 'application/json': text }, false), 'body', 'string | undefined'],
    [
      'of several JSON types with one schema',
      body({ 'application/json': text, 'application/a+json; v=1': text }),
      'body',
      'string',
    ],
    [
      'of several JSON types with two schemas',
      body({ 'application/json': text, 'application/a+json': number }),
      'body',
      "{ mediaType: 'application/json'; value: string; } | { mediaType: 'application/a+json'; value: number; }",
    ],
    [
      'of any media type',
      body({ 'text/plain': text, 'image/*': {}, '*/*': {} }, false),
      'body',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template in the generated code
      "{ mediaType: 'text/plain'; value: string; } | { mediaType: `image/${string}`; value: kit.IncomingContent; } | { mediaType: `${string}/${string}`; value: kit.IncomingContent; } | undefined",
    ],
    ['of bytes', body({ 'image/png': {} }), 'content', 'kit.IncomingContent'],
    [
      'that is a form with files',
      body({
        'multipart/form-data': {
          schema: {
            required: ['file', 'name'],
            properties: {
              file: { type: 'string', format: 'binary' },
              files: { type: 'array', items: { contentMediaType: 'image/png' } },
              name: { type: 'string' },
            },
          },
        },
      }),
      'form',
      'kit.IncomingForm<{ name: string }>',
    ],
    [
      'that is a URL-encoded form',
      body({ 'application/x-www-form-urlencoded': number }),
      'body',
      'number',
    ],
  ])('%s', (_name, operation, member, expected) => {
    expect(memberOf(operation, member)).toBe(expected);
  });
});

const none = 'mediaType?: undefined; headers?: undefined;';
describe('the results', () => {
  it.each<readonly [string, object, string]>([
    ['without content', { 204: {} }, `{ status: 204; body?: undefined; ${none} }`],
    [
      'of several media types name each except the first',
      { 200: { content: { 'application/json': number, 'text/csv': text } } },
      "{ status: 200; body: number; mediaType?: 'application/json' | undefined; headers?: undefined; } | { status: 200; body: kit.Raw; mediaType: 'text/csv'; headers?: undefined; }",
    ],
    [
      'of a range and others',
      { 200: {}, '4xx': {}, default: {} },
      `{ status: 200; body?: undefined; ${none} } | { status: kit.AnyStatus<'4XX', 200>; body?: undefined; ${none} } | { status: kit.AnyStatus<'default', 200 | '4XX'>; body?: undefined; ${none} }`,
    ],
    [
      'leave out problems',
      { 204: {}, default: { content: { 'application/problem+json': text } } },
      `{ status: 204; body?: undefined; ${none} }`,
    ],
    [
      'that are only problems',
      { default: { content: { 'application/problem+json': {} } } },
      'never',
    ],
    ['that are not listed', {}, 'kit.UntypedResult'],
    ['of another protocol', { 101: {} }, 'kit.Switch'],
    [
      'with headers',
      {
        204: {
          headers: {
            Trace: { $ref: '#/components/headers/Trace' },
            ETag: { required: true, schema: {} },
            'Content-Type': {},
            Lost: { $ref: '#/components/headers/Lost' },
          },
        },
      },
      '{ status: 204; body?: undefined; mediaType?: undefined; headers: { Trace?: string | undefined; ETag: string; Lost?: string | undefined; }; }',
    ],
    [
      'of streams',
      {
        200: {
          content: {
            'application/jsonl': { itemSchema: { type: 'null' } },
            'text/event-stream': {},
          },
        },
      },
      "{ status: 200; body: AsyncIterable<null>; mediaType?: 'application/jsonl' | undefined; headers?: undefined; } | { status: 200; body: AsyncIterable<kit.ServerSentEvent> | kit.Raw; mediaType: 'text/event-stream'; headers?: undefined; }",
    ],
  ])('%s', (_name, listed, expected) => {
    expect(memberOf(responses(listed), 'results')).toBe(expected);
  });
});

describe('a parameter', () => {
  const parameter = (more: object): Operation => ({
    parameters: [{ name: 'X-A', in: 'header', ...more }],
  });

  it.each<readonly [string, object, string]>([
    ['that is optional', text, "{ 'x-a'?: string | undefined }"],
    ['that is required', { ...text, required: true }, "{ 'x-a': string }"],
    ['with a default', { schema: { type: 'number', default: 0 } }, "{ 'x-a': number }"],
    ['that is JSON', { content: { 'application/json': number } }, "{ 'x-a'?: number | undefined }"],
  ])('%s', (_name, more, expected) => {
    expect(memberOf(parameter(more), 'headers')).toBe(expected);
  });
});

it('the type of an operation includes its security schemes and whether credentials are optional', () => {
  const operation: Operation = { security: [{ Key: [] }, {}, { Key: [], Token: [] }] };
  expect(memberOf(operation, 'security')).toBe("'Key' | 'Token'");
  expect(memberOf(operation, 'credentials')).toBe("'optional'");
});
