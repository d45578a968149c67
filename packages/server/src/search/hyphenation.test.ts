import { describe, expect, it } from 'vitest';
import { withWholeWords } from './hyphenation.ts';

describe('a word split by a line break', () => {
  it.each([
    ['a hyphen', 'impor-\ntant'],
    ['a hyphen before the line end of Windows', 'impor-\r\ntant'],
    ['a hyphen and an indented line', 'impor- \n   tant'],
    ['a hyphen of Unicode', 'impor\u2010\ntant'],
    ['a soft hyphen', 'impor\u00ad\ntant'],
    ['the not sign that scanners produce', 'impor\u00ac\ntant'],
    ['a hyphen at the end of a page', 'impor-\n\ntant'],
  ])('is joined after %s', (_what, text) => {
    expect(withWholeWords(`most ${text} news`)).toMatch(/^most important news/);
  });

  it('is found with and without its hyphen', () => {
    const text = withWholeWords('This is a well-\nknown fact of life.');
    expect(text).toMatch(/^This is a wellknown fact/);
    expect(text.replace(/\s+/g, ' ')).toContain('is a well-known fact of life.');
  });
  it('is joined in capitals', () => {
    expect(withWholeWords('IMPOR-\nTANT')).toMatch(/^IMPORTANT/);
  });
  it('keeps the hyphen of a name', () => {
    expect(withWholeWords('in Baden-\nWürttemberg')).toBe('in Baden-\nWürttemberg');
  });
});

describe('a hyphen at the end of a line', () => {
  it.each([['a list\n-\nitem'], ['minus -\nx'], ['1-\n2'], ['a--\nb'], ['end-'], ['-\na']])(
    'stays if it splits no word: %j',
    (text) => {
      expect(withWholeWords(text)).toBe(text);
    },
  );
});

it('the text grows by a bounded amount', () => {
  const text = 'impor-\ntant '.repeat(40_000);
  expect(withWholeWords(text).length).toBeLessThan(text.length + 200_000);
});
