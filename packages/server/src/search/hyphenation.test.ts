import { describe, expect, it } from 'vitest';
import { withWholeWords } from './hyphenation.ts';

describe('a word that a line end has cut in two', () => {
  it.each([
    ['a hyphen', 'impor-\ntant'],
    ['a hyphen before the line end of Windows', 'impor-\r\ntant'],
    ['a hyphen and an indented line', 'impor- \n   tant'],
    ['a hyphen of Unicode', 'impor\u2010\ntant'],
    ['a soft hyphen', 'impor\u00ad\ntant'],
    ['the sign that scanners put', 'impor\u00ac\ntant'],
    ['a hyphen at the end of a page', 'impor-\n\ntant'],
  ])('is whole again after %s', (_what, text) => {
    expect(withWholeWords(`most ${text} news`)).toMatch(/^most important news/);
  });

  it('is found with its hyphen, and with what stands around it', () => {
    const text = withWholeWords('This is a well-\nknown fact of life.');
    expect(text).toMatch(/^This is a wellknown fact/);
    expect(text.replace(/\s+/g, ' ')).toContain('is a well-known fact of life.');
  });
  it('is whole again in capitals', () => {
    expect(withWholeWords('IMPOR-\nTANT')).toMatch(/^IMPORTANT/);
  });
  it('keeps the hyphen of a name', () => {
    expect(withWholeWords('in Baden-\nWürttemberg')).toBe('in Baden-\nWürttemberg');
  });
});

describe('a hyphen at a line end', () => {
  it.each([['a list\n-\nitem'], ['minus -\nx'], ['1-\n2'], ['a--\nb'], ['end-'], ['-\na']])(
    'stays where it cuts no word: %j',
    (text) => {
      expect(withWholeWords(text)).toBe(text);
    },
  );
});

it('adds no more than a part to a text that is nothing but cut words', () => {
  const text = 'impor-\ntant '.repeat(40_000);
  expect(withWholeWords(text).length).toBeLessThan(text.length + 200_000);
});
