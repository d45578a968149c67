/** `contract lint` and `contract diff` with overlays. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typed } from './testing/typed.ts';

const api = `openapi: 3.1.1
info:
  title: Pets
  version: 1.0.0
  license: { name: MIT, identifier: MIT }
servers:
  - url: https://pets.example.org
security: []
paths:
  /pets:
    get:
      operationId: pets.list
      summary: Lists pets
      responses:
        '200':
          description: All
          content:
            application/json:
              schema: { $ref: pet.yaml }
        '400': { description: Refused }
`;
const pet = `type: object
required:
  - id
  - name
  - 5
properties:
  id: { type: integer, maximum: 9 }
  name: { type: string }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlay-'));
  await writeFile(join(folder, 'api.yaml'), api);
  await writeFile(join(folder, 'pet.yaml'), pet);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const PET = '$.components.schemas.pet';

const write = (name: string, actions: string) =>
  writeFile(
    join(folder, name),
    `overlay: 1.1.0\ninfo: { title: Changes, version: 1.0.0 }\nactions:\n${actions}`,
  );

describe('contract lint --overlay', { timeout: 60_000 }, () => {
  /** The places of problems that are no warnings: `file:line rule`. */
  const placesOf = (text: string) =>
    [...text.matchAll(/^::error title=([^,]*),file=([^,]*),line=(\d+)/gm)].map(
      ([, rule, file, line]) => `${file}:${line} ${rule}`,
    );
  const lint = async (...overlays: readonly string[]) => {
    const flags = overlays.flatMap((each) => ['--overlay', each]);
    const { out } = await typed(folder, 'lint', 'api.yaml', ...flags, '--format', 'github-actions');
    return placesOf(out);
  };

  it('finds what it finds without one', async () => {
    await write('none.yaml', '  - { target: $.info, update: { title: Pets } }\n');
    const without = await lint();
    expect([without, await lint('none.yaml')]).toEqual([['pet.yaml:5 struct'], without]);
  });

  it('shows problems of an operation that an overlay adds in the overlay', async () => {
    const operation = 'security: [{ Key: [] }]';
    await write(
      'adds.yaml',
      `  - target: $.paths\n    update:\n      /cats:\n        get:\n          operationId: cats.list\n          ${operation}\n`,
    );
    expect(await lint('adds.yaml')).toContain('adds.yaml:9 contract/scheme-declared');
  });

  it('shows a value that an overlay sets in the overlay', async () => {
    await write('sets.yaml', `  - target: ${PET}\n    update:\n      minProperties: few\n`);
    expect(await lint('sets.yaml')).toContain('sets.yaml:6 struct');
  });

  it('shows a value that an overlay replaces in the overlay', async () => {
    await write('replaces.yaml', `  - target: ${PET}.properties.id.type\n    update: intteger\n`);
    expect(await lint('replaces.yaml')).toContain('replaces.yaml:5 struct');
  });

  it('shows an entry that an overlay adds to a list in the overlay', async () => {
    await write('appends.yaml', `  - target: ${PET}\n    update:\n      required:\n        - 6\n`);
    expect(await lint('appends.yaml')).toEqual(['pet.yaml:5 struct', 'appends.yaml:7 struct']);
  });

  it('shows an entry of a list where it is written, if an overlay removes one before it', async () => {
    await write('removes.yaml', `  - target: ${PET}.required[0]\n    remove: true\n`);
    expect(await lint('removes.yaml')).toEqual(['pet.yaml:5 struct']);
  });

  it('shows what an overlay copies where it was written', async () => {
    await write(
      'copies.yaml',
      `  - target: $.components.schemas\n    update:\n      Other: {}\n  - target: $.components.schemas.Other\n    copy: ${PET}\n`,
    );
    expect(await lint('copies.yaml')).toEqual(['pet.yaml:5 struct']);
  });

  it('has no problem that an overlay removes', async () => {
    await write('fixes.yaml', `  - target: ${PET}.required[2]\n    remove: true\n`);
    const { code, out } = await typed(folder, 'lint', 'api.yaml', '--overlay', 'fixes.yaml');
    expect([code, out]).toEqual([0, expect.stringContaining('No problems in api.yaml')]);
  });

  it('says that an action selects nothing', async () => {
    await write('idle.yaml', '  - target: $.nothing\n    remove: true\n');
    const { note } = await typed(folder, 'lint', 'api.yaml', '--overlay', 'idle.yaml');
    expect(note).toMatch(/overlay-without-target: .* idle\.yaml:4 #\/actions\/0/);
  });

  it('leaves out problems that the configuration of Redocly ignores', async () => {
    const ignored = 'pet.yaml:\n  struct:\n    - "#/required/2"\n';
    await writeFile(join(folder, '.redocly.lint-ignore.yaml'), ignored);
    await writeFile(join(folder, 'redocly.yaml'), 'extends: [recommended]\n');
    const flags = ['--rules', 'redocly.yaml', '--overlay', 'none.yaml', '--json'];
    const { out } = await typed(folder, 'lint', 'api.yaml', ...flags);
    await rm(join(folder, '.redocly.lint-ignore.yaml'));
    expect(JSON.parse(out).totals).toMatchObject({ errors: 0, ignored: 1 });
  });

  it('ends with 2 if the overlay cannot be applied', async () => {
    await write('wrong.yaml', '  - target: $[\n    remove: true\n');
    const { code, note } = await typed(folder, 'lint', 'api.yaml', '--overlay', 'wrong.yaml');
    expect([code, note]).toEqual([2, expect.stringContaining('wrong.yaml:4 #/actions/0')]);
  });
});

describe('contract diff', { timeout: 60_000 }, () => {
  const narrowing = `  - target: ${PET}.properties.name\n    update:\n      type: integer\n`;
  const diff = async (...flags: readonly string[]) => {
    const { code, out } = await typed(folder, 'diff', 'api.yaml', 'api.yaml', '--json', ...flags);
    const { changes } = JSON.parse(out);
    return { code, changes };
  };

  it('--new-overlay changes the new document, and is where its changes are', async () => {
    await write('narrows.yaml', narrowing);
    expect(await diff('--new-overlay', 'narrows.yaml')).toMatchObject({
      code: 1,
      changes: [{ level: 'breaking', beforeLine: 'pet.yaml:8', afterLine: 'narrows.yaml:6' }],
    });
  });

  it('--old-overlay changes the old document, and is where its changes are', async () => {
    await write('narrows.yaml', narrowing);
    expect(await diff('--old-overlay', 'narrows.yaml')).toMatchObject({
      code: 1,
      changes: [{ level: 'breaking', beforeLine: 'narrows.yaml:6', afterLine: 'pet.yaml:8' }],
    });
  });

  it('--overlay changes both documents', async () => {
    await write('narrows.yaml', narrowing);
    expect(await diff('--overlay', 'narrows.yaml')).toEqual({ code: 0, changes: [] });
  });

  it('applies overlays of one document after those of both', async () => {
    await write('narrows.yaml', narrowing);
    await write(
      'widens.yaml',
      `  - target: ${PET}.properties.name\n    update: { type: string }\n`,
    );
    expect(await diff('--new-overlay', 'widens.yaml', '--overlay', 'narrows.yaml')).toMatchObject({
      code: 1,
      changes: [{ afterLine: 'widens.yaml:5' }],
    });
  });
});
