/** Parameters of every style, cookies, forms, and bodies in any form that recordings have. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Document, JsonSchema, MediaType, Parameter } from '../document/model.ts';
import type { HarContent, HarEntry } from './har.ts';
import { DriftJudge } from './judge.ts';

const server = 'https://api.example.com';
const integers: JsonSchema = { type: 'array', items: { type: 'integer' } };
const point: JsonSchema = {
  type: 'object',
  required: ['x'],
  properties: { x: { type: 'integer' }, y: { type: 'integer' } },
  additionalProperties: false,
};
type Request = Partial<HarEntry['request']>;

/** What is found and not judged in a request of an operation, or its response. */
async function judged(
  operation: { parameters?: Parameter[]; body?: Record<string, MediaType>; path?: string },
  request: Request,
  content?: HarContent,
  schema: JsonSchema = point,
) {
  const { parameters = [], body, path = '/things' } = operation;
  const media = content && { [content.mimeType ?? 'application/json']: { schema } };
  const document: Document = {
    openapi: '3.1.1',
    info: { title: 'Things', version: '1' },
    servers: [{ url: server }],
    paths: {
      [path]: {
        post: {
          parameters,
          ...(body && { requestBody: { content: body } }),
          responses: { 200: { description: 'ok', ...(media && { content: media }) } },
        },
      },
    },
  };
  const judge = new DriftJudge(document);
  const sent = {
    method: 'POST',
    headers: [],
    ...request,
    url: server + (request.url ?? '/things'),
  };
  await judge.add({
    request: sent,
    response: { status: 200, headers: [], ...(content && { content }) },
  });
  const { findings, unjudged } = judge.report;
  return [
    ...findings.map(({ rule, where }) => `${rule} ${where}`),
    ...Object.keys(unjudged).map((reason) => `not judged: ${reason}`),
  ];
}

describe('parameters', () => {
  const query = (schema: JsonSchema, how: Partial<Parameter> = {}): Parameter => ({
    ...{ name: 'q', in: 'query', schema },
    ...how,
  });
  it.each<[string, Parameter, string, string]>([
    ['deepObject', query(point, { style: 'deepObject' }), 'q[x]=1&q[y]=2', 'q[x]=one'],
    ['form, exploded, of an object', query(point), 'x=1&y=2', 'x=one'],
    ['form of an object', query(point, { explode: false }), 'q=x,1,y,2', 'q=x,one'],
    ['form of a list', query(integers, { explode: false }), 'q=1,2', 'q=1,b'],
    ['form, exploded, of a list', query(integers), 'q=1&q=2', 'q=1&q=b'],
    [
      'pipeDelimited',
      query(integers, { style: 'pipeDelimited', explode: false }),
      'q=1%7C2',
      'q=1|b',
    ],
    [
      'spaceDelimited',
      query(integers, { style: 'spaceDelimited', explode: false }),
      'q=1%202',
      'q=b%202',
    ],
    [
      'JSON',
      { name: 'q', in: 'query', content: { 'application/json': { schema: point } } },
      'q=%7B%22x%22:1%7D',
      'q=%7B%22x%22:%22one%22%7D',
    ],
  ])('of a query are compared: %s', async (_, parameter, right, wrong) => {
    expect(await judged({ parameters: [parameter] }, { url: `/things?${right}` })).toEqual([]);
    expect(await judged({ parameters: [parameter] }, { url: `/things?${wrong}` })).toEqual([
      'invalid-parameter query q',
    ]);
  });

  it.each<[string, Partial<Parameter>, string, string]>([
    ['simple', { schema: integers }, '1,2', '1,b'],
    ['simple, exploded', { schema: point, explode: true }, 'x=1,y=2', 'x=one'],
    ['label', { schema: integers, style: 'label' }, '.1,2', '.1,b'],
    ['label, exploded', { schema: point, style: 'label', explode: true }, '.x=1.y=2', '.x=one'],
    ['matrix', { schema: integers, style: 'matrix' }, ';p=1,2', ';p=1,b'],
    ['matrix, exploded', { schema: integers, style: 'matrix', explode: true }, ';p=1;p=2', ';p=b'],
  ])('of a path are compared: %s', async (_, how, right, wrong) => {
    const parameters: Parameter[] = [{ name: 'p', in: 'path', required: true, ...how }];
    const operation = { parameters, path: '/things/{p}' };
    expect(await judged(operation, { url: `/things/${right}` })).toEqual([]);
    expect(await judged(operation, { url: `/things/${wrong}` })).toEqual([
      'invalid-parameter path p',
    ]);
  });

  const cookie: Parameter = {
    name: 'count',
    in: 'cookie',
    required: true,
    schema: { type: 'integer' },
  };
  const sent = (value: string) => ({ headers: [{ name: 'Cookie', value }] });
  it.each([
    ['count=3; a=b', []],
    ['count=three', ['invalid-parameter cookie count']],
    ['count=***', ['not judged: redacted value']],
    ['a=b', ['not judged: required cookie not in the recording']],
  ])('of cookies are compared: %s', async (value, expected) => {
    expect(await judged({ parameters: [cookie] }, sent(value))).toEqual(expected);
  });

  it('in a notation that the document does not describe are counted', async () => {
    const parameters = [query(integers)];
    expect(await judged({ parameters }, { url: '/things?q[]=1' })).toEqual([
      'not judged: parameter in a notation of its own',
    ]);
  });
});

describe('forms', () => {
  const boundary = 'multipart/form-data; boundary=b';
  const part = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const urlencoded = 'application/x-www-form-urlencoded';
  it.each([
    [
      'urlencoded',
      { mimeType: urlencoded, text: 'x=1&y=2' },
      { mimeType: urlencoded, text: 'x=one' },
    ],
    [
      'urlencoded, as fields',
      { mimeType: urlencoded, params: [{ name: 'x', value: '1' }] },
      { mimeType: urlencoded, params: [{ name: 'x', value: 'one' }] },
    ],
    [
      'multipart',
      { mimeType: boundary, text: `${part('x', '1')}--b--\r\n` },
      { mimeType: boundary, text: `${part('x', 'one')}--b--\r\n` },
    ],
  ])('are compared: %s', async (_, right, wrong) => {
    const body = { [right.mimeType.split(';')[0] ?? '']: { schema: point } };
    expect(await judged({ body }, { postData: right })).toEqual([]);
    expect(await judged({ body }, { postData: wrong })).toEqual([
      'invalid-request-body request body /x',
    ]);
  });

  it('with undocumented fields are reported', async () => {
    const { additionalProperties: _, ...open } = point;
    const body = { [urlencoded]: { schema: open } };
    expect(await judged({ body }, { postData: { mimeType: urlencoded, text: 'x=1&z=2' } })).toEqual(
      ['undocumented-field request body /z'],
    );
  });
});

describe('bodies', () => {
  const json = 'application/json';
  const gzipped = gzipSync('{"x":"one"}').toString('base64');
  const coded = [{ name: 'Content-Encoding', value: 'gzip' }];
  it.each<[string, HarContent, string[]]>([
    [
      'base64',
      { mimeType: json, encoding: 'base64', text: 'eyJ4Ijoib25lIn0=' },
      ['invalid-response-body response 200 body /x'],
    ],
    [
      'with a redacted value',
      { mimeType: json, text: '{"x":"***"}' },
      ['not judged: redacted value'],
    ],
    ['text', { mimeType: 'text/plain', text: 'one' }, ['invalid-response-body response 200 body']],
    [
      'XML',
      { mimeType: 'application/xml', text: '<x/>' },
      ['not judged: body of a media type that is not compared'],
    ],
  ])('are compared or counted: %s', async (_, content, expected) => {
    const schema = content.mimeType === 'text/plain' ? { type: 'integer' } : point;
    expect(await judged({}, {}, content, schema)).toEqual(expected);
  });

  it('that are still compressed are compared', async () => {
    const postData = { mimeType: json, encoding: 'base64', text: gzipped };
    const found = await judged(
      { body: { [json]: { schema: point } } },
      { postData, headers: coded },
    );
    expect(found).toEqual(['invalid-request-body request body /x']);
  });

  it('that are not compressed any more are compared', async () => {
    const postData = { mimeType: json, text: '{"x":"one"}' };
    const found = await judged(
      { body: { [json]: { schema: point } } },
      { postData, headers: coded },
    );
    expect(found).toEqual(['invalid-request-body request body /x']);
  });
});
