/** `contract dev`: what follows a change, and what stays while something has errors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DevProcess } from './testing/devProcess.ts';

const documentOf = (title: string) => `openapi: 3.1.1
info: { title: "${title}", version: "1" }
paths:
  /ships:
    get:
      operationId: ships.list
      responses:
        '200':
          description: Fine
          content:
            application/json:
              schema: { $ref: 'ships.yaml#/Ships' }
`;
const schemaOf = (example: string) => `Ships: { type: string, examples: [${example}] }\n`;
const routes = 'generated/routes.gen.ts';
const schemas = 'generated/schemas.gen.ts';

let dev: DevProcess;

describe('a change of the document', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    const files = { 'api.yaml': documentOf('Harbour'), 'ships.yaml': schemaOf('Argo') };
    dev = await DevProcess.start(files, ['api.yaml', '--server', 'generated']);
  }, 60_000);
  afterAll(() => dev.stop());

  it('finds code and a mock, which are there on start', async () => {
    expect(await dev.read(routes)).toContain('Harbour');
    expect(await dev.get('/ships')).toBe('"Argo"');
  });

  it('reaches the code', async () => {
    await dev.write('api.yaml', documentOf('Port'));
    await dev.line(/^Updated in \d+ ms$/);
    expect(await dev.read(routes)).toContain('Port');
  });

  it('reaches code and mock from a file that it references, even if an editor replaces the file', async () => {
    await dev.write('ships.yaml', schemaOf('Nina'));
    await dev.line(/^Updated/);
    expect(await dev.get('/ships')).toBe('"Nina"');
    expect(await dev.read(schemas)).toContain('Nina');
  });

  it('with an error is shown, and code, mock and docs stay', async () => {
    const before = await dev.read(schemas);
    await dev.write('ships.yaml', 'Ships: {');
    await dev.line(/^error/);
    await dev.line(/ships\.yaml/);
    expect(await dev.get('/ships')).toBe('"Nina"');
    expect(await dev.read(schemas)).toBe(before);
    expect(await dev.get('/_docs')).toContain('"Nina"');
    await dev.write('ships.yaml', schemaOf('Pinta'));
    await dev.line(/^Updated/);
    expect(await dev.get('/ships')).toBe('"Pinta"');
  });

  it('reaches the docs', async () => {
    expect(await dev.get('/_docs')).toContain('<title>Port</title>');
    await dev.write('api.yaml', documentOf('A </script> & more'));
    await dev.line(/^Updated/);
    const text = await dev.get('/_docs');
    expect(text).toContain('<title>A &lt;/script> &amp; more</title>');
    expect(text).toContain('"title":"A \\u003c/script> & more"');
  });
});

describe('a change of the configuration', { timeout: 60_000 }, () => {
  const configOf = (folder: string) =>
    `import { document } from './names.ts';\nexport default { document, generate: { ${folder}: 'server' } };\n`;
  const namesOf = (document: string) => `export const document: string = '${document}';\n`;

  beforeAll(async () => {
    dev = await DevProcess.start(
      {
        'api.yaml': documentOf('Harbour'),
        'other.yaml': documentOf('Other'),
        'ships.yaml': schemaOf('Argo'),
        'names.ts': namesOf('api.yaml'),
        'contract.config.ts': configOf('generated'),
      },
      [],
    );
  }, 60_000);
  afterAll(() => dev.stop());

  it('takes effect, and is reported', async () => {
    await dev.write('contract.config.ts', configOf('elsewhere'));
    expect(await dev.line(/^Loaded the configuration/)).toContain('contract.config.ts');
    await dev.line(/^Updated/);
    expect(await dev.read('elsewhere/routes.gen.ts')).toContain('Harbour');
  });

  it('in a file that it imports takes effect', async () => {
    await dev.write('names.ts', namesOf('other.yaml'));
    expect(await dev.line(/^Loaded the configuration/)).toContain('names.ts');
    await dev.line(/^Updated/);
    expect(await dev.read('elsewhere/routes.gen.ts')).toContain('Other');
  });

  it('is followed by changes of the document that it names now', async () => {
    await dev.write('other.yaml', documentOf('Another'));
    await dev.line(/^Updated/);
    expect(await dev.read('elsewhere/routes.gen.ts')).toContain('Another');
  });

  it.each([
    ['no configuration', 'Nao', 'export default {};\n', 'no `export default'],
    ['no module', 'Sao', 'export default {', 'contract.config.ts'],
    [
      'of unknown outputs',
      'Rao',
      "export default { document: 'a', generate: { a: 'rust' } };\n",
      '"rust"',
    ],
  ])(
    'that makes it one that is %s is reported, and the last one is kept',
    async (_what, ship, text, reason) => {
      await dev.write('contract.config.ts', text);
      expect(await dev.line(/^error The configuration/)).toContain(reason);
      await dev.line(/last configuration without errors is kept/);
      await dev.write('ships.yaml', schemaOf(ship));
      await dev.line(/^Updated/);
      expect(await dev.read('elsewhere/schemas.gen.ts')).toContain(ship);
    },
  );

  it('that repairs it takes effect', async () => {
    await dev.write('contract.config.ts', configOf('repaired'));
    await dev.line(/^Loaded the configuration/);
    await dev.line(/^Updated/);
    expect(await dev.read('repaired/routes.gen.ts')).toContain('Another');
  });
});
