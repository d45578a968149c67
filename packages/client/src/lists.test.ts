import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { FileOrganizerClient, NotFoundError } from './index.ts';
import { scriptedServer } from './testing/scriptedServer.ts';

/** Runs code in a Node of its own, where an unhandled rejection would end the process. */
async function runAlone(baseUrl: string, code: string): Promise<string> {
  const client = new URL('./index.ts', import.meta.url).href;
  const program = `
    import { setTimeout } from 'node:timers/promises';
    import { FileOrganizerClient } from ${JSON.stringify(client)};
    const client = new FileOrganizerClient({ baseUrl: ${JSON.stringify(baseUrl)}, maxRetries: 0 });
    /** Long enough for a request that fails. */
    const later = () => client.system.health().catch(() => setTimeout(50));
    ${code}`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    program,
  ]);
  return stdout.trim();
}

test.each([
  ['iterated', 'for await (const file of list) console.log(file);'],
  ['iterated by pages', 'for await (const page of list.pages()) console.log(page);'],
  ['awaited', 'await list;'],
  ['awaited with its response', 'await list.withResponse();'],
])('a list that failed before it was %s throws there', async (_, use) => {
  const { url } = await scriptedServer({ status: 404 });
  const code = `
    const list = client.files.list('/missing');
    await later();
    try { ${use} } catch (error) { console.log(error.name); }`;
  expect(await runAlone(url, code)).toBe('NotFoundError');
});

test('a failed list that is never used does not end the process', async () => {
  const { url } = await scriptedServer({ status: 404 });
  const code = `client.files.list('/missing'); await later(); console.log('still here');`;
  expect(await runAlone(url, code)).toBe('still here');
});

test('a list can be iterated more than once', async () => {
  const page = { json: { items: [{ name: 'a' }], total: 1, next_cursor: null } };
  const { url, received } = await scriptedServer(page);
  const list = new FileOrganizerClient({ baseUrl: url }).files.list('/');
  for (let times = 0; times < 2; times++) {
    const names: string[] = [];
    for await (const { name } of list) names.push(name);
    expect(names).toEqual(['a']);
  }
  expect(received).toHaveLength(1);
});

test('a failed list throws each time it is used', async () => {
  const { url } = await scriptedServer({ status: 404 });
  const list = new FileOrganizerClient({ baseUrl: url, maxRetries: 0 }).files.list('/missing');
  await expect(list[Symbol.asyncIterator]().next()).rejects.toThrow(NotFoundError);
  await expect(list).rejects.toThrow(NotFoundError);
});
