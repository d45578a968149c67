/** Dynamic references lead where JSON Schema says, by the schemas through which they are reached. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../document/load.ts';
import { SchemaCompiler } from './compiler.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dynamic-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Schemas = Readonly<Record<string, object>>;
type Files = Readonly<Record<string, object>>;

/** Reads a document with these schemas, and the other files that it refers to. */
async function loaded(schemas: Schemas, files: Files = {}, overlays: readonly string[] = []) {
  const entry = join(folder, 'api.json');
  const head = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths: {} };
  const all = { 'api.json': { ...head, components: { schemas } }, ...files };
  for (const [name, content] of Object.entries(all)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), JSON.stringify(content, null, 1));
  }
  return loadDocument(
    entry,
    overlays.map((each) => join(folder, each)),
  );
}

type Loaded = Awaited<ReturnType<typeof loaded>>;

/** What a component says about values, in the document as it is read. */
function verdicts({ document }: Loaded, name: string, values: readonly unknown[]): boolean[] {
  const compiler = new SchemaCompiler(document, { isClosed: false, direction: undefined });
  const validate = compiler.compile({ $ref: `#/components/schemas/${name}` });
  return values.map((value) => validate(value));
}

/** What ajv says by schemas as they are, which refer to each other by `$id`. */
function ajvVerdicts(schemas: Schemas, $id: string, values: readonly unknown[]): boolean[] {
  const ajv = new Ajv2020({ strict: false });
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  return values.map((value) => ajv.validate($id, value));
}

/** ajv knows the dynamic anchors of schemas that it has checked a value against, but not of `$defs`. */
describe('a recursive schema that another one extends', () => {
  const schemas = {
    Tree: {
      $id: 'https://a.example/tree',
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { data: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
    },
    Strict: {
      $id: 'https://a.example/strict',
      $dynamicAnchor: 'node',
      $ref: 'tree',
      unevaluatedProperties: false,
    },
    Numbered: {
      $id: 'https://a.example/numbered',
      $dynamicAnchor: 'node',
      $ref: 'tree',
      required: ['number'],
      properties: { number: { type: 'integer' } },
    },
  };
  const leaves = [{ data: 1 }, { daat: 1 }, { number: 1 }, { number: 'x' }, { data: 1, number: 1 }];
  const values = [
    ...leaves,
    ...leaves.map((leaf) => ({ number: 1, children: [leaf] })),
    ...leaves.map((leaf) => ({ children: [{ children: [leaf] }] })),
    ...leaves.map((leaf) => ({ number: 2, children: [{ number: 3, children: [leaf] }] })),
    { children: [7] },
    7,
  ];

  it.each([
    ['Tree', 'tree'],
    ['Strict', 'strict'],
    ['Numbered', 'numbered'],
  ])('has the verdicts of ajv as %s', async (name, $id) => {
    const document = await loaded(schemas);
    expect(verdicts(document, name, values)).toEqual(
      ajvVerdicts(schemas, `https://a.example/${$id}`, values),
    );
  });

  it('is reported as nothing', async () => {
    expect((await loaded(schemas)).notices).toEqual([]);
  });

  it('is copied for each extension, with a name that says so', async () => {
    const { document } = await loaded(schemas);
    expect(Object.keys(document.components?.schemas ?? {})).toEqual([
      ...['Tree', 'Strict', 'Numbered', 'Tree-Strict', 'Tree-Numbered'],
    ]);
  });

  it('is where it is written, as a copy, too', async () => {
    const { placeOf } = await loaded(schemas);
    expect(placeOf('#/components/schemas/Tree-Strict/properties/children')).toMatchObject({
      pointer: '#/components/schemas/Tree/properties/children',
    });
  });

  it('is changed by an overlay with its copies', async () => {
    const update = { properties: { data: { type: 'string' } } };
    const actions = [{ target: '$.components.schemas.Tree', update }];
    const info = { title: 'O', version: '1' };
    const files = { 'overlay.json': { overlay: '1.1.0', info, actions } };
    const document = await loaded({ ...schemas, Tree: { ...schemas.Tree } }, files, [
      'overlay.json',
    ]);
    expect(verdicts(document, 'Numbered', [{ number: 1, children: [{ number: 2 }] }])).toEqual([
      true,
    ]);
    const value = (data: unknown) => ({ number: 1, children: [{ number: 2, data }] });
    expect(verdicts(document, 'Numbered', [value('x'), value(7)])).toEqual([true, false]);
  });
});

/** Each is compared with the same schemas written once for each use. */
describe('a generic schema', () => {
  const lists = [[], ['a'], [1], [1, 'a'], [{}], 'a'];
  const asWritten = (items: object | undefined) =>
    ajvVerdicts(
      { Written: { $id: 'https://a.example/w', type: 'array', ...(items && { items }) } },
      'https://a.example/w',
      lists,
    );
  const list = {
    $id: 'https://a.example/list',
    type: 'array',
    items: { $dynamicRef: '#T' },
    $defs: { any: { $dynamicAnchor: 'T' } },
  };
  const listOf = (name: string, schema: object) => ({
    $id: `https://a.example/${name}`,
    $ref: 'list',
    $defs: { T: { $dynamicAnchor: 'T', ...schema } },
  });

  it('takes what each use sets, and its default without', async () => {
    const document = await loaded({
      List: list,
      Texts: listOf('texts', { type: 'string' }),
      Numbers: listOf('numbers', { type: 'number' }),
    });
    expect(['List', 'Texts', 'Numbers'].map((name) => verdicts(document, name, lists))).toEqual([
      asWritten(undefined),
      asWritten({ type: 'string' }),
      asWritten({ type: 'number' }),
    ]);
  });

  it('takes the parameter of the outermost use', async () => {
    const document = await loaded({
      List: list,
      Texts: listOf('texts', { type: 'string' }),
      Outer: {
        $id: 'https://a.example/outer',
        $ref: 'texts',
        $defs: { T: { $dynamicAnchor: 'T', type: 'number' } },
      },
    });
    expect(verdicts(document, 'Outer', lists)).toEqual(asWritten({ type: 'number' }));
  });

  it('keeps its parameter through a schema between that sets none', async () => {
    const document = await loaded({
      List: list,
      Between: { $id: 'https://a.example/between', $ref: 'list' },
      Texts: {
        $id: 'https://a.example/texts',
        $ref: 'between',
        $defs: { T: { $dynamicAnchor: 'T', type: 'string' } },
      },
    });
    expect(verdicts(document, 'Texts', lists)).toEqual(asWritten({ type: 'string' }));
  });

  it('is no different for a reference to a plain anchor', async () => {
    const document = await loaded({
      List: { ...list, $defs: { any: { $anchor: 'T', type: 'number' } } },
      Texts: listOf('texts', { type: 'string' }),
      Others: { $id: 'https://a.example/others', $dynamicAnchor: 'T' },
    });
    expect(verdicts(document, 'Texts', lists)).toEqual(asWritten({ type: 'number' }));
  });

  it('may be in a file of its own', async () => {
    const { $id: _id, ...template } = list;
    const { $id: _other, ...texts } = listOf('texts', { $ref: 'text.json' });
    const document = await loaded(
      { Texts: { $ref: 'schemas/texts.json' }, Numbers: { $ref: 'schemas/numbers.json' } },
      {
        'schemas/list.json': {
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          ...template,
        },
        'schemas/text.json': { type: 'string' },
        'schemas/texts.json': {
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          ...texts,
          $ref: 'list.json',
        },
        'schemas/numbers.json': {
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          $ref: 'list.json',
          $defs: { T: { $dynamicAnchor: 'T', type: 'number' } },
        },
      },
    );
    expect(['Texts', 'Numbers'].map((name) => verdicts(document, name, lists))).toEqual([
      asWritten({ type: 'string' }),
      asWritten({ type: 'number' }),
    ]);
  });

  it('is meant for each component if none has an $id, which is reported', async () => {
    const without = (schema: object) => ({
      $ref: '#/components/schemas/List',
      $defs: { T: { $dynamicAnchor: 'T', ...schema } },
    });
    const { $id: _id, ...template } = list;
    const document = await loaded({
      List: template,
      Texts: without({ type: 'string' }),
      Numbers: without({ type: 'number' }),
    });
    expect(['List', 'Texts', 'Numbers'].map((name) => verdicts(document, name, lists))).toEqual([
      asWritten(undefined),
      asWritten({ type: 'string' }),
      asWritten({ type: 'number' }),
    ]);
    expect(document.notices).toMatchObject([{ rule: 'dynamic-anchor-repeated' }]);
  });

  it('may stand beside a plain reference', async () => {
    const document = await loaded({
      Short: { maxItems: 1 },
      List: {
        ...list,
        items: { $ref: '#/$defs/small', $dynamicRef: '#T' },
        $defs: { ...list.$defs, small: { maxLength: 1 } },
      },
      Texts: listOf('texts', { type: 'string' }),
    });
    expect(verdicts(document, 'Texts', [['a'], ['ab'], [1]])).toEqual([true, false, false]);
  });

  it('keeps names that look like something else', async () => {
    const properties = JSON.parse(
      '{ "__proto__": { "$dynamicRef": "#T" }, "$defs": { "type": "string" } }',
    );
    const document = await loaded({
      List: { ...list, items: { properties } },
      Texts: listOf('texts', { type: 'string' }),
    });
    const values = ['{"__proto__":1}', '{"__proto__":"a"}', '{"$defs":1}'].map((text) => [
      JSON.parse(text),
    ]);
    expect(verdicts(document, 'Texts', values)).toEqual([false, true, false]);
  });

  it('keeps the values of a discriminator', async () => {
    const kind = (name: string, ref: object) => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: name }, value: ref },
    });
    const { document } = await loaded({
      Either: {
        $id: 'https://a.example/either',
        oneOf: [{ $ref: 'one' }, { $ref: 'other' }],
        discriminator: { propertyName: 'kind', mapping: { first: 'https://a.example/one' } },
      },
      One: {
        $id: 'https://a.example/one',
        ...kind('first', { $dynamicRef: '#T' }),
        $defs: { T: { $dynamicAnchor: 'T' } },
      },
      Other: {
        $id: 'https://a.example/other',
        ...kind('Other', { $dynamicRef: '#T' }),
        $defs: { T: { $dynamicAnchor: 'T' } },
      },
      Texts: {
        $id: 'https://a.example/texts',
        $ref: 'either',
        $defs: { T: { $dynamicAnchor: 'T', type: 'string' } },
      },
    });
    const copy = document.components?.schemas?.['Either-Texts'];
    expect(copy?.discriminator).toMatchObject({
      mapping: { Other: '#/components/schemas/Other-Texts' },
    });
  });
});

describe('a hostile document', () => {
  it('with more uses than can be told apart is read, and reported', async () => {
    const steps = 20;
    const step = (at: number, value: string) => ({
      $id: `https://a.example/${value}${at}`,
      properties: { a: { $ref: `a${at + 1}` }, b: { $ref: `b${at + 1}` } },
      $defs: { [value]: { $dynamicAnchor: `T${at}`, const: value } },
    });
    const schemas: Record<string, object> = {};
    for (let at = 0; at < steps; at += 1) {
      for (const value of ['a', 'b']) schemas[`${value}${at}`] = step(at, value);
    }
    const all = Array.from({ length: steps }, (_, at) => ({ $dynamicRef: `#T${at}` }));
    for (const value of ['a', 'b']) {
      schemas[`${value}${steps}`] = { $id: `https://a.example/${value}${steps}`, anyOf: all };
    }
    const { document, notices } = await loaded(schemas);
    expect(Object.keys(document.components?.schemas ?? {}).length).toBeLessThan(200_000);
    expect(notices).toContainEqual(
      expect.objectContaining({
        rule: 'dynamic-reference',
        message: expect.stringContaining('more than 100000'),
      }),
    );
  }, 120_000);

  it('with an anchor that nothing has is refused, with the place', async () => {
    await expect(loaded({ A: { $dynamicRef: '#nothing' } })).rejects.toThrow(
      /api\.json:\d+ #\/components\/schemas\/A: no schema has the `\$dynamicAnchor` "nothing"/,
    );
  });

  it('with references in a circle is refused, with the place', async () => {
    await expect(
      loaded({
        A: { $id: 'https://a.example/a', $dynamicAnchor: 'T', $ref: 'b' },
        B: { $id: 'https://a.example/b', $dynamicRef: '#T', $defs: { T: { $dynamicAnchor: 'T' } } },
      }),
    ).rejects.toThrow(/api\.json:\d+ #\/components\/schemas\/[AB] refers to itself/);
  });
});
