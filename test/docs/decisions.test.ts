/** The records of decisions have one form, and the index lists all of them. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const folder = new URL('../../docs/decisions/', import.meta.url);
const names = (await readdir(folder)).filter((name) => name !== 'README.md').sort();
const textOf = (name: string) => readFile(new URL(name, folder), 'utf8');

it('records are numbered without gaps', () => {
  const numbers = names.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]));
  expect(numbers).toEqual(names.map((_, index) => index + 1));
});

it.each(names)('%s has the structure of a record', async (name) => {
  const text = await textOf(name);
  expect(text).toMatch(
    new RegExp(
      `^# ${Number(name.slice(0, 4))}\\. .+\\n\\n- Status: .+\\n- Date: \\d{4}-\\d\\d-\\d\\d`,
    ),
  );
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['Context', 'Decision', 'Consequences']);
});

it('the index lists each record once with its title', async () => {
  const index = await textOf('README.md');
  const listed = [...index.matchAll(/\[(.+)\]\((\d{4}-.+\.md)\)/g)].map(([, title, file]) => [
    file,
    title,
  ]);
  const titles = await Promise.all(
    names.map(async (name) => [name, /^# (.+)$/m.exec(await textOf(name))?.[1]]),
  );
  expect(listed.sort()).toEqual(titles);
});
