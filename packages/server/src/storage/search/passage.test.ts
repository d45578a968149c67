/** Passages, and that the right characters are marked in all scripts. */
import { describe, expect, it } from 'vitest';
import { FoldedText } from './foldedText.ts';
import { matchesInName } from './matches.ts';
import { type Passage, passageOf } from './passage.ts';
import { fold, termsOf } from './terms.ts';

/** A passage with its matches in brackets. */
function marked(text: string, spans: readonly { readonly start: number; readonly end: number }[]) {
  const characters = [...text];
  for (const { start, end } of spans.toReversed()) {
    characters.splice(end, 0, ']');
    characters.splice(start, 0, '[');
  }
  return characters.join('');
}
const shown = (passage: Passage | undefined) => passage && marked(passage.text, passage.matches);
const inText = (q: string, text: string) => shown(passageOf(text, termsOf(q)));
const inName = (q: string, name: string) => marked(name, matchesInName(name, termsOf(q)));

describe('a passage marks', () => {
  it.each([
    ['a word', 'milk', 'Buy milk.', 'Buy [milk].'],
    ['the beginning of a word', 'or', 'four oranges', 'four [or]anges'],
    ['a part of a word', 'rang', 'four oranges', 'four o[rang]es'],
    ['all words', 'milk buy', 'Buy milk. Buy more.', '[Buy] [milk]. [Buy] more.'],
    ['a phrase', '"annual report"', 'report, annual report', 'report, [annual report]'],
    ['a phrase over lines', '"annual report"', 'the annual\n  report', 'the [annual report]'],
    ['a phrase over punctuation', '"annual report"', 'the annual: report', 'the [annual: report]'],
    ['other cases', 'straße', 'Die STRASSE hier', 'Die [STRASSE] hier'],
    ['the whole of a letter', 'stras', 'Die Straße', 'Die [Straß]e'],
    ['composed accents', 'resume', 'mein Résumé hier', 'mein [Résumé] hier'],
    [
      'decomposed accents',
      'resume',
      'mein Re\u0301sume\u0301 hier',
      'mein [Re\u0301sume\u0301] hier',
    ],
    ['after accents', 'hier', 'Ré\u0301sumé\u0327 hier', 'Ré\u0301sumé\u0327 [hier]'],
    ['after astral characters', 'milk', '😀😀 milk 😀', '😀😀 [milk] 😀'],
    ['ligatures', 'office', 'the o\ufb03ce', 'the [o\ufb03ce]'],
    ['after ligatures', 'open', 'the o\ufb03ce open', 'the o\ufb03ce [open]'],
    ['Chinese', '京都', '我在京都府工作', '我在[京都]府工作'],
    ['one Chinese character', '府', '我在京都府工作', '我在京都[府]工作'],
    ['Japanese with narrow marks', 'ガム', 'これはｶﾞﾑです', 'これは[ｶﾞﾑ]です'],
    ['Korean', '국어', '저는 한국어를 배워요', '저는 한[국어]를 배워요'],
    [
      'decomposed Korean',
      '국',
      '한국'.normalize('NFD'),
      `${'한'.normalize('NFD')}[${'국'.normalize('NFD')}]`,
    ],
    ['Thai', 'น้ำ', 'ขอน้ำเปล่า', 'ขอ[น้ำ]เปล่า'],
    ['Arabic with vowel marks', 'محمد', 'قال مُحَمَّدٌ هنا', 'قال [مُحَمَّدٌ] هنا'],
    ['stretched Arabic', 'السلام', 'هو السـلام عليكم', 'هو [السـلام] عليكم'],
    ['Hebrew with points', 'שלום', 'אמר שָׁלוֹם לכם', 'אמר [שָׁלוֹם] לכם'],
    ['Hindi', 'हिन्दी', 'यह हिन्दी है', 'यह [हिन्दी] है'],
    ['Greek at the end of a word', 'οδοσ', 'η ὁδός μου', 'η [ὁδός] μου'],
    [
      'words with soft hyphens',
      'information',
      'die in\u00adfor\u00admation da',
      'die [in\u00adfor\u00admation] da',
    ],
    ['no markup', 'b', '<b>bold</b>', '<[b]>[b]old</[b]>'],
    ['only exact short words', 'c++', 'a cat in c++', 'a cat in [c++]'],
  ])('%s', (_what, q, text, expected) => {
    expect(inText(q, text)).toBe(expected);
  });
});

describe('a name is marked', () => {
  it.each([
    ['invoice 2026', 'invoice-2026-01.md', '[invoice]-[2026]-01.md'],
    ['oi', 'invoice.md', 'inv[oi]ce.md'],
    ['resume', '😀 Résumé.pdf', '😀 [Résumé].pdf'],
    ['nothing', 'other.txt', 'other.txt'],
    ['ab abc', 'abcd', '[abc]d'],
  ])('with %s', (q, name, expected) => {
    expect(inName(q, name)).toBe(expected);
  });
});

describe('a passage of a long text', () => {
  const words = Array.from({ length: 2_000 }, (_, n) => `word${n}`).join('\n');

  it('is around the match, cut between words', () => {
    const passage = passageOf(words, termsOf('word1000'));
    expect(passage?.text.length).toBeGreaterThan(120);
    expect(passage?.text.length).toBeLessThan(200);
    expect(passage?.text).toMatch(/^word\d+ .*word999 word1000 word1001 .* word\d+$/);
    expect(passage).toMatchObject({ continuesBefore: true, continuesAfter: true });
  });

  it('is where most words are together', () => {
    const text = `first ${'x '.repeat(300)} second ${'x '.repeat(300)} first second`;
    expect(inText('first second', text)).toMatch(/\[first\] \[second\]$/);
  });

  it('prefers whole words', () => {
    const text = `inspector ${'x '.repeat(300)} spec`;
    expect(inText('spec', text)).toMatch(/x \[spec\]$/);
  });

  it('prefers rare words', () => {
    const text = `${'elsewhere '.repeat(300)} ${'x '.repeat(300)} report`;
    expect(inText('e report', text)).toMatch(/x \[report\]$/);
  });

  it('says where the text begins and ends', () => {
    expect(passageOf(words, termsOf('word0'))).toMatchObject({
      continuesBefore: false,
      continuesAfter: true,
    });
    expect(passageOf(words, termsOf('word1999'))).toMatchObject({
      continuesBefore: true,
      continuesAfter: false,
    });
  });

  it('does not divide a character from its marks, nor a pair', () => {
    const text = `${'e\u0301😀'.repeat(500)} milk ${'😀e\u0301'.repeat(500)}`;
    const { text: part = '' } = passageOf(text, termsOf('milk')) ?? {};
    expect(part.isWellFormed()).toBe(true);
    expect(part).not.toMatch(/^\p{M}/u);
  });

  it('is bounded, also for a match that is longer', () => {
    const text = `annual${' '.repeat(5_000)}report`;
    expect(inText('"annual report"', text)).toBe('[annual]');
    expect(passageOf('ab'.repeat(10_000), termsOf('ab'))?.text.length).toBeLessThanOrEqual(400);
  });

  it('has no control characters', () => {
    expect(inText('milk', 'Buy\u001b[31m\u0000milk\r\n\r\nnow')).toBe('Buy [31m [milk] now');
  });

  it('is undefined without a match', () => {
    expect(passageOf(words, termsOf('absent'))).toBeUndefined();
  });
});

it.each([
  ['ASCII', 'A line\r\n\t of text. '],
  ['accents', 'Ré\u0301sumé ça\u0327 Łódź İ ﬃ ½ '],
  ['Korean', '한국어'.normalize('NFD')],
  ['Thai', 'น้ำเปล่า '],
  ['emoji', '👩\u200d👩\u200d👧❤\ufe0f '],
  ['narrow Japanese', 'ｶﾞﾑﾊﾟ'],
  ['invisible characters', 'a \u200b b\u00ad '],
  ['Arabic', 'مُحَمَّد السـلام '],
])('a text in blocks folds as it does as a whole: %s', (_what, part) => {
  const text = part.repeat(200);
  expect(new FoldedText(text).folded).toBe(fold(text));
});
