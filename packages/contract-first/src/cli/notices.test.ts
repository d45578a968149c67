/** Where notices and errors say that something is: the file and line, also of upgraded documents. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../document/index.ts';
import { linesOf, withPlaces } from './notices.ts';
import { typed } from './testing/typed.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'notices-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const main = `openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /pets:
    $ref: parts.yaml#/pets
components:
  schemas:
    Own:
      nullable: true
      allOf: [{ type: object }]
`;
const parts = `pets:
  get:
    operationId: list
    responses:
      '200':
        description: Fine
        content:
          application/json:
            schema: { $ref: '#/Pet' }
Pet:
  type: object
  properties:
    name:
      nullable: true
      anyOf: [{ type: string }]
`;

const placesOf = async (entry: string) =>
  (await loadDocument(entry)).notices.map(({ place }) => [
    place?.file.split('/').at(-1),
    place?.line,
    place?.pointer,
  ]);

it('a notice has file and line, including referenced files', async () => {
  await written('parts.yaml', parts);
  const places = await placesOf(await written('main.yaml', main));
  expect(places).toContainEqual(['main.yaml', 8, '#/components/schemas/Own']);
  expect(places).toContainEqual(['parts.yaml', 13, '#/Pet/properties/name']);
});

it('a notice has the line in JSON', async () => {
  const document = {
    openapi: '3.0.3',
    info: { title: 'A "title", with: {braces}', version: '1' },
    paths: {},
    components: { schemas: { 'a/b': { anyOf: [{ nullable: true, oneOf: [{}] }] } } },
  };
  const text = JSON.stringify(document, null, 2);
  const places = await placesOf(await written('main.json', text));
  const line = text.split('\n').findIndex((each) => each.includes('nullable'));
  expect(places).toEqual([['main.json', line, '#/components/schemas/a~1b/anyOf/0']]);
});

it('a notice about Swagger 2.0 has the line of the source', async () => {
  const places = await placesOf(
    await written(
      'old.yaml',
      `swagger: "2.0"
info: { title: T, version: "1" }
paths: {}
definitions:
  A:
    properties:
      b:
        x-nullable: true
        allOf: [{ type: string }]
`,
    ),
  );
  expect(places).toEqual([['old.yaml', 7, '#/definitions/A/properties/b']]);
});

it('a broken reference is reported with its file and line', async () => {
  const entry = await written('lost.yaml', main.replace('parts.yaml#/pets', 'parts.yaml#/cats'));
  await expect(loadDocument(entry)).rejects.toThrow(/lost\.yaml:5 /);
});

it('a reference to itself is reported with its file and line', async () => {
  const schemas = "components:\n  schemas:\n    A:\n      $ref: '#/components/schemas/A'\n";
  const head = 'openapi: 3.1.1\ninfo: { title: T, version: "1" }\npaths: {}\n';
  const entry = await written('circle.yaml', `${head}${schemas}`);
  await expect(loadDocument(entry)).rejects.toThrow(
    /circle\.yaml:6 #\/components\/schemas\/A refers to itself/,
  );
});

it('an error about the upgraded document has the line of the source', async () => {
  await written('parts.yaml', parts);
  const loaded = await loadDocument(await written('main.yaml', main));
  expect(withPlaces('#/paths/~1pets/get/responses/200: no', loaded)).toMatch(
    /parts\.yaml:5 #\/pets\/get\/responses\/200: no$/,
  );
});

describe('linesOf', () => {
  const notice = (rule: string, message: string, pointer: string) =>
    ({ rule, level: 'warning', message, pointer }) as const;

  it('shows each message of a rule with its places', () => {
    const lines = linesOf([
      notice('a', 'One.', '#/1'),
      notice('a', 'One.', '#/2'),
      notice('a', 'Two.', '#/3'),
    ]);
    expect(lines).toEqual(['warning a: One. #/1', '  also at #/2', 'warning a: Two. #/3']);
  });

  it('limits the places of a rule', () => {
    const lines = linesOf(Array.from({ length: 9 }, (_, at) => notice('a', 'One.', `#/${at}`)));
    expect(lines.at(-1)).toBe('  and at 4 more places; --json lists them');
  });
});

it('--json lists every notice with its place', async () => {
  const names = Array.from({ length: 9 }, (_, at) => `S${at}`);
  const schemas = names.map((name) => `    ${name}: { nullable: true, allOf: [{}] }`).join('\n');
  await written(
    'many.yaml',
    `openapi: 3.0.3\ninfo: { title: T, version: "1" }\npaths: {}\ncomponents:\n  schemas:\n${schemas}\n`,
  );
  const { out } = await typed(folder, 'diff', 'many.yaml', 'many.yaml', '--json');
  const { notices } = JSON.parse(out);
  expect(notices).toHaveLength(18);
  expect(notices[8]).toMatchObject({
    file: 'many.yaml',
    line: 14,
    column: 5,
    pointer: '#/components/schemas/S8',
  });
});

it('--json includes the error that stops a command', async () => {
  await written(
    'stops.yaml',
    `openapi: 3.2.0
info: { title: T, version: "1" }
paths:
  /a:
    get:
      operationId: a
      parameters:
        - { name: q, in: querystring, content: { application/json: {} } }
      responses: { '200': { description: Fine } }
`,
  );
  const { code, out } = await typed(folder, 'mock', 'stops.yaml', '--json');
  expect([code, JSON.parse(out).notices]).toMatchObject([
    2,
    [{ rule: 'querystring-parameter', level: 'error', file: 'stops.yaml', line: 8 }],
  ]);
});
