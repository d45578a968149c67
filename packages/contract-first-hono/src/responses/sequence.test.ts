import { expect, it } from 'vitest';
import { sequenceOf } from './sequence.ts';

async function* of(...items: readonly unknown[]) {
  yield* items;
}
const written = (mediaType: string, ...items: readonly unknown[]) =>
  new Response(sequenceOf(mediaType, of(...items), { onError: () => {} })).text();

it.each<readonly [what: string, item: unknown, text: string]>([
  ['data as JSON', { data: { a: 1 } }, 'data: {"a":1}\n\n'],
  ['a string unchanged', { data: 'a' }, 'data: a\n\n'],
  ['a string of several lines', { data: 'a\r\nb\nc' }, 'data: a\ndata: b\ndata: c\n\n'],
  [
    'all fields',
    { event: 'e', id: '1', retry: 5, data: '' },
    'event: e\nid: 1\nretry: 5\ndata: \n\n',
  ],
  ['any other item as data', { n: 1 }, 'data: {"n":1}\n\n'],
  ['no field injected through another', { id: '1\ndata: x' }, 'id: 1 data: x\n\n'],
])('an event is written with %s', async (_what, item, text) => {
  expect(await written('text/event-stream', item)).toBe(text);
});

it.each([
  ['application/jsonl', '{"n":1}\n"a"\n'],
  ['application/x-ndjson', '{"n":1}\n"a"\n'],
  ['application/geo+json-seq', '\u001e{"n":1}\n\u001e"a"\n'],
])('%s has each item as JSON', async (mediaType, text) => {
  expect(await written(mediaType, { n: 1 }, 'a')).toBe(text);
});

it('other media types contain the chunks unchanged', async () => {
  expect(await written('text/plain', 'a', Buffer.from('b'))).toBe('ab');
});

it('an idle event stream is kept open by comments', async () => {
  const item = Promise.withResolvers<void>();
  async function* late() {
    await item.promise;
    yield { data: 'a' };
  }
  const stream = sequenceOf('text/event-stream', late(), { onError: () => {}, silence: 1 });
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe(':\n\n');
  item.resolve();
  let value: string | undefined = ':\n\n';
  while (value === ':\n\n') ({ value } = await reader.read());
  expect(value).toBe('data: a\n\n');
});
