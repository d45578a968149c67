import { describe, expect, it } from 'vitest';
import type { JsonSchema, Parameter, PathItem } from '../document/model.ts';
import { documentOf, serving, withParameters } from './testing/serving.ts';

const integers: JsonSchema = { type: 'array', items: { type: 'integer' } };
const point: JsonSchema = {
  type: 'object',
  required: ['x'],
  properties: { x: { type: 'integer' }, y: { type: 'integer' } },
  additionalProperties: false,
};
const query = (schema: JsonSchema, how: Partial<Parameter> = {}): Parameter => ({
  name: 'q',
  in: 'query',
  schema,
  ...how,
});

/** The statuses of a parameter's spellings: all right ones, and all wrong ones. */
async function statuses(parameter: Parameter, targets: readonly string[]): Promise<number[]> {
  const { ask } = await serving(withParameters(parameter));
  return Promise.all(targets.map(async (target) => (await ask(`/?${target}`)).status));
}

describe('in a query,', () => {
  it.each<readonly [what: string, Parameter, good: readonly string[], bad: readonly string[]]>([
    [
      'a number',
      query({ type: 'integer', minimum: 1 }),
      ['q=5', 'q=5.0', 'q=1e2', ''],
      ['q=+5', 'q=0x10', 'q=05', 'q=%205', 'q=5%20', 'q=', 'q', 'q=1&q=2', 'q=0', 'q=NaN'],
    ],
    ['a boolean', query({ type: 'boolean' }), ['q=true', 'q=false'], ['q=TRUE', 'q=1', 'q=']],
    [
      'a value of several types',
      query({ anyOf: [{ type: 'integer', minimum: 5 }, { const: 'all' }] }),
      ['q=5', 'q=all'],
      ['q=4', 'q=none'],
    ],
    ['an enum of numbers', query({ enum: [1, 2] }), ['q=1'], ['q=3', 'q=one']],
    ['a list as repeated parameters', query(integers), ['q=1', 'q=1&q=2'], ['q=1,2', 'q=a']],
    [
      'a comma-separated list',
      query(integers, { explode: false }),
      ['q=1', 'q=1,2', 'q=1%2C2'],
      ['q=1,a', 'q=1|2'],
    ],
    [
      'a pipe-separated list',
      query(integers, { style: 'pipeDelimited', explode: false }),
      ['q=1|2', 'q=1%7C2'],
      ['q=1,2'],
    ],
    [
      'a space-separated list',
      query(integers, { style: 'spaceDelimited', explode: false }),
      ['q=1%202', 'q=1+2'],
      ['q=1,2'],
    ],
    [
      'an object in brackets',
      query(
        {
          type: 'object',
          required: ['min'],
          properties: {
            min: { type: 'integer' },
            tags: { type: 'array', items: { type: 'string' } },
            deep: {
              type: 'array',
              items: { type: 'object', properties: { n: { type: 'integer' } } },
            },
          },
          additionalProperties: false,
        },
        { style: 'deepObject', explode: true },
      ),
      [
        ...['', 'q[min]=1', 'q%5Bmin%5D=1&q[tags]=a', 'q[min]=1&q[tags]=a&q[tags]=b'],
        ...[
          'q[min]=1&q[tags][]=a',
          'q[min]=1&q[tags][0]=a&q[tags][1]=b',
          'q[min]=1&q[deep][0][n]=1',
        ],
      ],
      ['q[min]=a', 'q[tags]=a', 'q[min]=1&q[other]=1', 'q[min]=1&q[deep][0][n]=a'],
    ],
    ['an exploded object', query(point), ['', 'x=1', 'x=1&y=2'], ['y=2', 'x=a']],
    [
      'a comma-separated object',
      query(point, { explode: false }),
      ['q=x,1', 'q=x,1,y,2'],
      ['q=y,1', 'q=x,a', 'q=x', 'q=x,1,z,1'],
    ],
    [
      'JSON',
      { name: 'q', in: 'query', content: { 'application/json': { schema: point } } },
      ['', `q=${encodeURIComponent('{"x":1}')}`],
      [`q=${encodeURIComponent('{"x":"1"}')}`, 'q={', 'q='],
    ],
    ['a required parameter', query({}, { required: true }), ['q=', 'q=a'], ['', 'p=a']],
  ])('%s is validated', async (_what, parameter, good, bad) => {
    expect(await statuses(parameter, good)).toEqual(good.map(() => 204));
    expect(await statuses(parameter, bad)).toEqual(bad.map(() => 400));
  });

  it('an encoded separator belongs to its item', async () => {
    const parameter = query({ type: 'array', items: { enum: ['a,b', 'c'] } }, { explode: false });
    expect(await statuses(parameter, ['q=a%2Cb,c', 'q=a,b,c'])).toEqual([204, 400]);
  });
});

describe('in a header,', () => {
  it.each<readonly [what: string, JsonSchema, boolean, good: string, bad: string]>([
    ['a number', { type: 'integer' }, false, '5', '+5'],
    ['a list', integers, false, '1, 2', '1, a'],
    ['an object', point, false, 'x,1,y,2', 'x,1,y'],
    ['an exploded object', point, true, 'x=1,y=2', 'x=a'],
    ['an exploded object without required properties', { type: 'object' }, true, 'x=1', 'text'],
  ])('%s is validated', async (_what, schema, explode, good, bad) => {
    const document = withParameters({ name: 'X-Q', in: 'header', explode, schema });
    const { ask } = await serving(document);
    expect((await ask('/', { headers: { 'x-q': good } })).status).toBe(204);
    expect((await ask('/', { headers: { 'x-q': bad } })).status).toBe(400);
  });
});

describe('a cookie', () => {
  const document = withParameters(
    { name: 'session', in: 'cookie', required: true, schema: { type: 'string', minLength: 3 } },
    { name: 'ids', in: 'cookie', explode: false, schema: integers },
  );
  it.each([
    [204, 'session=abc'],
    [204, 'a=b; session="abc"; ids=1,2'],
    [204, 'session=a%20b'],
    [400, 'session=ab'],
    [400, 'other=abc'],
    [400, 'session=abc; ids=a'],
  ])('is answered with %i for "%s"', async (status, cookie) => {
    const { ask } = await serving(document);
    expect((await ask('/', { headers: { cookie } })).status).toBe(status);
  });
});

describe('a path', () => {
  const paths: Readonly<Record<string, readonly [schema: JsonSchema, how?: Partial<Parameter>]>> = {
    '/simple/{p}': [integers],
    '/object/{p}': [point],
    '/exploded/{p}': [point, { explode: true }],
    '/label/{p}': [integers, { style: 'label' }],
    '/labels/{p}': [integers, { style: 'label', explode: true }],
    '/matrix/{p}': [integers, { style: 'matrix' }],
    '/matrices/{p}': [integers, { style: 'matrix', explode: true }],
    '/files/{p}.json': [{ type: 'integer' }],
    '/items/{p}:activate': [{ type: 'integer' }],
  };
  const document = documentOf(
    Object.fromEntries(
      Object.entries(paths).map(([path, [schema, how]]): [string, PathItem] => {
        const parameters: Parameter[] = [{ name: 'p', in: 'path', required: true, schema, ...how }];
        return [path, { get: { parameters, responses: { 204: { description: 'ok' } } } }];
      }),
    ),
  );

  it.each([
    [204, '/simple/1,2'],
    [400, '/simple/1,a'],
    [204, '/object/x,1,y,2'],
    [400, '/object/x'],
    [204, '/exploded/x=1,y=2'],
    [400, '/exploded/y=2'],
    [204, '/label/.1,2'],
    [400, '/label/1,2'],
    [204, '/labels/.1.2'],
    [204, '/matrix/;p=1,2'],
    [400, '/matrix/;p=a'],
    [204, '/matrices/;p=1;p=2'],
    [204, '/files/7.json'],
    [400, '/files/a.json'],
    [404, '/files/7.xml'],
    [204, '/items/7:activate'],
    [400, '/items/a:activate'],
  ])('is answered with %i for %s', async (status, target) => {
    const { ask } = await serving(document);
    expect((await ask(target)).status).toBe(status);
  });
});

it.each(['query', 'header', 'cookie'] as const)(
  'a required parameter in a %s is not satisfied by its default',
  async (place) => {
    const parameter: Parameter = { name: 'v', in: place, required: true };
    const schema = { type: 'string', default: '2019' };
    const { ask } = await serving(withParameters({ ...parameter, schema }));
    expect((await ask('/')).status).toBe(400);
  },
);
