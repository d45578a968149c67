/** The passages of search results, through the index of a real server. */
import { describe, expect, it } from 'vitest';
import { docx } from '../../packages/server/src/search/testing/sampleDocuments.ts';
import { until } from '../support/library.ts';
import { type Result, searching, type TextRange } from '../support/searching.ts';
import { serverPerFile } from '../support/testServer.ts';

const server = serverPerFile();
const { search, write, indexed, put } = searching(server);

/** A text with its matches in brackets. */
function marked(text: string, ranges: readonly TextRange[]): string {
  const characters = [...text];
  for (const { start, end } of ranges.toReversed()) {
    characters.splice(end, 0, ']');
    characters.splice(start, 0, '[');
  }
  return characters.join('');
}

async function onlyResult(q: string): Promise<Result> {
  const { items } = await search(q);
  const [result] = items;
  if (!result || items.length > 1) throw new Error(`${items.length} files have ${q}`);
  return result;
}

const passageFor = async (q: string): Promise<string | null> => {
  const { passage } = await onlyResult(q);
  return passage && marked(passage.text, passage.matches);
};

describe('a passage', () => {
  it('is null for a file that has the words in its name only', async () => {
    write({ 'quince.txt': 'something else' });
    await indexed();
    const { name_matches, passage } = await onlyResult('quince');
    expect(name_matches).toEqual([{ start: 0, end: 6 }]);
    expect(passage).toBeNull();
  });

  it('has the words of the content, while the name has others', async () => {
    write({ 'apricot list.txt': 'Buy\nmedlars' });
    await indexed();
    const { file, name_matches, passage } = await onlyResult('apricot medlars');
    expect(marked(file.name, name_matches)).toBe('[apricot] list.txt');
    expect(passage).toEqual({
      text: 'Buy medlars',
      matches: [{ start: 4, end: 11 }],
      continues_before: false,
      continues_after: false,
    });
  });

  it('is found in the middle of a long text', async () => {
    const filler = 'All work and no play. '.repeat(4_000);
    write({ 'long.txt': `${filler}The persimmons are ripe. ${filler}` });
    await indexed();
    const { passage } = await onlyResult('persimmons');
    expect(passage?.text).toContain('no play. The persimmons are ripe. All work');
    expect(passage?.text.length).toBeLessThan(200);
    expect(passage).toMatchObject({ continues_before: true, continues_after: true });
  });

  it('is from the part of a long text that has most of the words', async () => {
    const filler = 'All work and no play. '.repeat(2_000);
    write({ 'parts.txt': `loquat ${filler} kumquat ${filler} loquat and kumquat ${filler}` });
    await indexed();
    expect(await passageFor('loquat kumquat')).toContain('[loquat] and [kumquat]');
  });

  it('is the text of a document', async () => {
    write({ 'letter.docx': docx('Dear Jane,', 'the gooseberries have come.') });
    await indexed();
    expect(await passageFor('gooseberries')).toContain('the [gooseberries] have come.');
  });

  it('has words that a line break had divided', async () => {
    write({ 'divided.txt': 'These are straw-\nberries.' });
    await indexed();
    expect(await passageFor('strawberries')).toContain('These are [strawberries].');
  });

  it('is the new text after a change', async () => {
    await put('change.txt', 'Old cloudberries', { path: '/changing' });
    await indexed();
    expect(await passageFor('cloudberries')).toBe('Old [cloudberries]');
    await put('change.txt', 'New cloudberries', { path: '/changing', on_conflict: 'replace' });
    await indexed();
    await until('the new text is found', async () => {
      const { items } = await search('cloudberries', { path: '/changing' });
      return items[0]?.passage?.text === 'New cloudberries';
    });
  });

  it('is given for each result of a page', async () => {
    write(
      Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`many/${n}.txt`, `${n} damsons`])),
    );
    await indexed();
    const { items } = await search('damsons', { limit: '40' });
    expect(items).toHaveLength(40);
    expect(items.filter(({ passage }) => !passage?.text.endsWith('damsons'))).toEqual([]);
  });
});
