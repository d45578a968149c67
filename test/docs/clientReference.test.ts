/** The reference of clients lists every option of the generators and every field of `x-sdk`. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const toolkit = new URL('../../packages/contract-first/src/generate/', import.meta.url);
const reference = await readFile(
  new URL('../../docs/clients/options.mdx', import.meta.url),
  'utf8',
);

/** The rows of the first table below a heading, by their first cells. */
function rowsBelow(heading: string): string[] {
  const [, section = ''] = reference.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const [own = ''] = section.split(/^#/m);
  return [...own.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name).sort();
}

/** The fields of a type in a source. */
async function fieldsOf(file: string, type: string): Promise<string[]> {
  const source = await readFile(new URL(file, toolkit), 'utf8');
  const [, body = ''] =
    new RegExp(`export type ${type} = \\{([\\s\\S]*?)\\n\\};`).exec(source) ?? [];
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name = '']) => name).sort();
}

it.each([
  ['typescriptClient', 'typescript/choices.ts', 'TypeScriptChoices'],
  ['pythonClient', 'python/options.ts', 'PythonClientOptions'],
  ['x-sdk of an operation', 'model/sdkExtension.ts', 'SdkExtension'],
])('%s', async (heading, file, type) => {
  const fields = await fieldsOf(file, type);
  expect(fields.length).toBeGreaterThan(0);
  expect(rowsBelow(heading)).toEqual(fields);
});

it('pagination', async () => {
  const source = await readFile(new URL('model/pagination/stated.ts', toolkit), 'utf8');
  const [, list = ''] = /const keys = \[([\s\S]*?)\]/.exec(source) ?? [];
  const keys = [...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
  expect(keys.length).toBeGreaterThan(0);
  expect(rowsBelow('Pagination')).toEqual(keys.sort());
});
