import { describe, expect, it } from 'vitest';
import { fold, inWords, isPlain, termsOf } from './terms.ts';

const parts = (query: string): string[] => termsOf(query).map(({ part }) => part);

describe('a query', () => {
  it.each([
    ['annual report', ['annual', 'report']],
    ['"annual report" 2026', ['annual report', '2026']],
    ['say "not closed', ['say', 'not closed']],
    ['one"two three"four', ['one', 'two three', 'four']],
    ['Same same SAME', ['same']],
    ['report - final', ['report', 'final']],
    ['-', ['-']],
    ['NEAR(a b)', ['near(a', 'b)']],
    ['a\u0000b', ['a', 'b']],
    ['  \t\n ', []],
    ['""', []],
    ['😀', ['😀']],
  ])('%j has the terms %j', (query, expected) => {
    expect(parts(query)).toEqual(expected);
  });

  it('has at most 32 terms', () => {
    const query = Array.from({ length: 500 }, (_, at) => at).join(' ');
    expect(parts(query)).toHaveLength(32);
  });

  it.each([
    ['of a word', 'x'.repeat(900), 'x'.repeat(100)],
    [
      'of a word in characters beyond the Basic Multilingual Plane',
      '😀'.repeat(101),
      '😀'.repeat(100),
    ],
    ['of a phrase', `"${'ab '.repeat(300)}"`, 'ab '.repeat(34).slice(0, 100).trim()],
    ['after folding', 'ß'.repeat(100), 's'.repeat(100)],
  ])('uses the first 100 characters %s', (_what, query, expected) => {
    expect(parts(query)).toEqual([expected]);
  });
  it('merges two terms with the same first 100 characters', () => {
    expect(parts(`${'x'.repeat(101)} ${'x'.repeat(102)}`)).toHaveLength(1);
  });
});

it('folding leaves out steps only for characters that they do not change', () => {
  const all = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
  const changed = all
    .filter((character) => isPlain(character) && /\P{ASCII}/u.test(character))
    .filter((character) => fold(`é${character}`) !== `e${character}`);
  expect(changed).toEqual([]);
});

describe('folding', () => {
  it.each([
    ['Résumé', 'resume'],
    ['Re\u0301sume\u0301', 'resume'],
    ['ＦＵＬＬ', 'full'],
    ['が', 'が'],
    ['हिन्दी', 'हिन्दी'],
    ['한국어', '한국어'],
    ['a\r\n\tb\u00a0c', 'a b c'],
    ['\ud800', '\ufffd'],
    // Letters that Unicode does not decompose.
    ['Łódź', 'lodz'],
    ['Đà Nẵng', 'da nang'],
    ['smørrebrød', 'smorrebrod'],
    ['Straße STRASSE GROẞ', 'strasse strasse gross'],
    ['IŞIK ışık İstanbul ISTANBUL', 'isik isik istanbul istanbul'],
    ['Ærø Þingvellir garður œuvre Ħaż', 'aero thingvellir gardur oeuvre haz'],
    ['ΟΔΟΣ ὁδός', 'οδοσ οδοσ'],
    // Points and vowels that are usually not written.
    ['שָׁלוֹם', 'שלום'],
    ['مُحَمَّد', 'محمد'],
    ['أحمد ٱلله', 'احمد الله'],
    ['السـلام', 'السلام'],
    ['ܫܠܳܡܳܐ', 'ܫܠܡܐ'],
    // Invisible characters.
    ['in\u00adfor\u00admation', 'information'],
    ['zero\u200bwidth\u2060space\ufeff', 'zerowidthspace'],
    ['می\u200cخواهم', 'میخواهم'],
    ['\u202eright\u202c', 'right'],
    ['❤\ufe0f', '❤'],
    // Marks that make another letter.
    ['ぱ ガ', 'ぱ ガ'],
    ['น้ำ', 'น้ํา'],
  ])('%j becomes %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('splits text that is written without spaces', () => {
    expect(inWords('東京tower').trim().split(/ +/)).toEqual(['東', '京', 'tower']);
  });
  it('splits Korean words', () => {
    expect(inWords(fold('대한민국')).trim().split(/ +/)).toEqual(['대', '한', '민', '국']);
  });
});
