import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortKeyOf } from './sortKey.ts';

/** English uses the root collation unchanged; "und" would mean the language of the system. */
const collator = new Intl.Collator('en', { numeric: true });

const compareKeys = (a: string, b: string): number => {
  const [one, other] = [sortKeyOf(a), sortKeyOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
};

const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, n) => String.fromCodePoint(first + n));
const lettersIn = (...ranges: readonly (readonly [number, number])[]): string[] =>
  ranges.flatMap((each) => range(...each)).filter((character) => /\p{L}/u.test(character));

const ascii = range(0x20, 0x7e);
const latin = lettersIn([0x41, 0x7a], [0xc0, 0x24f], [0x1e00, 0x1eff]);
const greek = lettersIn([0x386, 0x3ff], [0x1f00, 0x1fbc], [0x1fc2, 0x1ffc]);
const cyrillic = lettersIn([0x400, 0x52f]);
const kana = [...range(0x3041, 0x3096), ...range(0x30a1, 0x30fa), ...range(0xff66, 0xff9d), 'ー'];
const wide = [...range(0xff10, 0xff19), ...range(0xff21, 0xff3a), ...range(0xff41, 0xff5a)];
const marks = [...'\u0301\u0300\u0302\u0308\u030a\u0303\u0307\u0327\u0328\u0304\u0323'];
const punctuation = [...'–—‐‘’‚“”„‹›«»¡¿…·•§¶°©®±×÷¬¦¤¢£¥€、。「」『』【】〜・★♪→'];
const numbers = ['0', '00', '1', '01', '9', '10', '010', '99', '100', '1000000', '٣', '१०'];

/** Two names with a common prefix, as names in one folder often have. */
const pairsOf = (characters: readonly string[]) => {
  const text = fc
    .array(fc.constantFrom(...characters), { maxLength: 5 })
    .map((parts) => parts.join(''));
  return fc
    .tuple(text, text, text)
    .map(([start, a, b]): [string, string] => [start + a, start + b]);
};

describe('sort keys order names like Intl.Collator,', () => {
  it('for typical names', () => {
    const names = [
      ...['file1', 'File1', 'file2', 'file10', 'file010', 'file 3', 'file-3', 'file_3', 'file.3'],
      ...['zebra', 'Äpfel', 'apfel', 'Apfel', 'apfelmus', 'äpfel', 'Straße', 'Strasse', 'strasse'],
      ...['.hidden', '_x', '-y', '(z)', '#1', '1', '2', '10', '1.10', '1.9', 'a b.txt', 'ab.txt'],
      ...['file.txt', 'file (2).txt', 'file (10).txt', 'été', 'ete', 'Ete', 'résumé', 'resume'],
      ...[
        'Ωmega',
        'Яндекс',
        'йод',
        'итог',
        '日本',
        '中文',
        '東京10',
        '東京9',
        '😀',
        'データ',
        'デスク',
      ],
      ...['ÆØÅ', 'aeo', 'œuvre', 'oeuvre', 'ﬁle', 'fj', 'ｆｉｌｅ', 'ĳs', 'ijs', "it's", 'it’s'],
      ...[
        'Łódź',
        'Lodz',
        'İzmir',
        'ısı',
        'izmir',
        'Þór',
        'đường',
        'duong',
        'col·lapse',
        'collapse',
      ],
    ];
    expect(names.toSorted(compareKeys)).toEqual(names.toSorted(collator.compare));
  });

  it.each([
    ['ASCII', ascii],
    ['numbers', [...numbers, 'a', '.', ' ', '-']],
    ['Latin', [...latin, ...marks]],
    ['Greek', greek],
    ['Cyrillic', cyrillic],
    ['kana', kana],
    ['punctuation', [...punctuation, 'a', 'B', '1']],
    [
      'all of these',
      [ascii, numbers, latin, marks, greek, cyrillic, kana, wide, punctuation].flat(),
    ],
  ])('for %s', (_, characters) => {
    fc.assert(
      fc.property(pairsOf(characters), ([a, b]) => {
        return compareKeys(a, b) === collator.compare(a, b);
      }),
      { numRuns: 1_000 },
    );
  });

  it('for each single letter, mark and symbol', () => {
    const characters = [ascii, latin, greek, cyrillic, kana, wide, punctuation].flat();
    const sorted = characters.toSorted(collator.compare);
    const misplaced = sorted.filter((character, n) => {
      const before = sorted[n - 1];
      return (
        before !== undefined &&
        compareKeys(before, character) !== collator.compare(before, character)
      );
    });
    expect(misplaced).toEqual([]);
  });
});

describe('a character that sorts like a sequence', () => {
  const sorted = [...new Set([latin, greek, cyrillic, kana, wide, punctuation].flat())].toSorted(
    collator.compare,
  );
  // A letter of its own sorts before or after another one whatever follows that one; "ϗ" sorts between "κ"
  // and "κω".
  it.each([' ', 'a', 'ω', 'я', 'ン', '字'])(
    'sorts among the sequences followed by %j',
    (behind) => {
      const pairs = sorted.flatMap((character, n) =>
        sorted
          .slice(Math.max(0, n - 40), n + 40)
          .map((other) => [character, other + behind] as const),
      );
      const misplaced = pairs.filter(([a, b]) => compareKeys(a, b) !== collator.compare(a, b));
      expect(misplaced).toEqual([]);
    },
  );
});

describe('a sort key', () => {
  const any = fc.string({ unit: 'binary', maxLength: 20 });

  it('sorts alike in UTF-8 and UTF-16', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const bytes = Buffer.compare(Buffer.from(sortKeyOf(a)), Buffer.from(sortKeyOf(b)));
        return bytes === compareKeys(a, b);
      }),
    );
  });

  it('is well-formed without NUL for any name', () => {
    const broken = fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    });
    fc.assert(
      fc.property(broken, (name) => {
        const key = sortKeyOf(name);
        return key.isWellFormed() && !key.includes('\0');
      }),
    );
  });

  it('is the same for canonically equivalent names', () => {
    fc.assert(
      fc.property(any, (name) => {
        return sortKeyOf(name.normalize('NFD')) === sortKeyOf(name.normalize('NFC'));
      }),
    );
  });

  it('ignores leading zeros', () => {
    expect(sortKeyOf('a007b')).toBe(sortKeyOf('a7b'));
    expect(sortKeyOf('é007b')).toBe(sortKeyOf('é7b'));
  });

  it('orders decimal digits of any script by value', () => {
    expect(sortKeyOf('a١٠')).toBe(sortKeyOf('a10'));
  });

  it('puts symbols before digits before letters', () => {
    const names = ['😀', '♞', '1', 'a', 'я', 'ア', '日'];
    expect(names.toSorted(compareKeys)).toEqual(['♞', '😀', '1', 'a', 'я', 'ア', '日']);
  });

  it.each([
    'X'.repeat(255),
    '1'.repeat(255),
    'aB'.repeat(127),
    'é9'.repeat(85),
    '\ufdfa'.repeat(85),
  ])('of a long name sorts before a longer one: %s', (name) => {
    expect(compareKeys(name, `${name}!`)).toBe(-1);
  });

  it('orders long names by case like Intl.Collator', () => {
    const names = [0, 94, 95, 96, 97, 200].map((at) => `${'x'.repeat(at)}X${'x'.repeat(250 - at)}`);
    expect(names.toSorted(compareKeys)).toEqual(names.toSorted(collator.compare));
  });
});
