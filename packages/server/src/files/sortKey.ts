/**
 * Keys that sort names in natural order. The index stores them, so they depend on the tables below and not
 * on ICU, which changes with Node.js; a copy of ICU's tables would take 114 KB. Changing how keys are made
 * requires a migration that makes all of them again. Cursors contain the name, not the key, so they stay
 * valid.
 *
 * Compared as text or as UTF-8, keys have the order of `new Intl.Collator('en', { numeric: true })`, which
 * is the root collation of CLDR (UTS #35), for ASCII, Latin, Greek and Cyrillic letters, kana and the
 * punctuation in {@link ORDER}. All other symbols sort before digits, and the letters of other scripts
 * after Cyrillic, both by code point, which differs from ICU for rarer scripts and some Han characters.
 * Compatibility forms such as "ª" sort with their letters.
 *
 * A key has three levels, as in UTS #10: letters and the values of numbers, then marks, then case. Trailing
 * levels without marks or capitals are left out.
 *
 * @module
 */

/** Separates levels; less than any weight. */
const LEVEL_END = '\u0001';

/** Stands for all numbers in {@link ORDER}. */
const NUMBERS = '\u007f';

/** Characters up to "z" in the order of the root collation. Symbols that are not listed follow "¢". */
const ORDER = `\t\n\v\f\r _-‐–—―〜゠・,、;:!¡?¿.。·'‹›"«»()[]{}〈〉《》「」『』【】〔〕‖§¶@*/\\&#%‰†‡•′※\
\`´˜^¯˘˙¨˚˝¸˛゛゜ʹˆˇ°©®←→+±÷×<=>¬|¦~−★☆♪々ゝーヽ¤¢$£¥₤₩₪₫€₹₽₿${NUMBERS}0123456789\
aⱥbƀɓƃcȼƈdɖɗƌȡẟeɇǝəɛfƒgǥɠɣƣhƕiıɨɩjȷɉkƙlƚȴƛmnɲƞȵŋoɔɵȣpƥqɋĸrʀɍsȿẜẝʃƪtŧⱦƫƭʈȶuʉɯʊvʋỽʌwxyɏƴỿȝz`;

/** The letters that follow, in the same order. */
const LETTERS_AFTER_Z =
  'ƶȥɀʒƹƺþƿƻƨƽƅɂʼʾǀǁǂǃαβγδεϝͷϛζͱηθιϳκϗλμνξοπϻϟϙρϼσͼͻͽτυφχψωϡͳϸϣϥϧϩϫϭϯ' +
  'аәӕбвгғӻҕӷдԁђԃҙеєжԫҗзԅԑѕӡԇиҋійјкқӄҡҟҝԟԛлӆԯԓԡљԉԕмӎнԩӊңӈԣҥњԋоөпԥҧҁрҏԗсԍҫтԏҭћуүұ' +
  'ѹфхӽӿҳһԧѡѿѽѻцҵчԭҷӌҹҽҿџшщъыьҍѣэюяԙѥѧѫѩѭѯѱѳѵҩԝӏ';

/** One byte for ASCII; two characters for others in {@link ORDER}, the first between those of ASCII around it. */
const weights = new Map<string, string>();
let byte = LEVEL_END.charCodeAt(0);
for (const [n, character] of [...ORDER].entries()) {
  if (character <= NUMBERS) byte += 2;
  const weight = character <= NUMBERS ? [byte] : [byte + 1, n];
  weights.set(character, String.fromCharCode(...weight));
}
for (const [n, letter] of [...LETTERS_AFTER_Z].entries()) {
  weights.set(letter, String.fromCharCode(0x100 + n));
}

const NUMBER = weights.get(NUMBERS) ?? '';
/** Begins the weight of "¢" and those of symbols that are not listed. */
const SYMBOL = weights.get('¢')?.charAt(0) ?? '';

/** A symbol for "και"; it sorts as a compatibility form of that word. */
const GREEK_AND = 'ϗ';

/** Marks a variant of a letter, and sorts after all marks. Names never contain it: it is ignorable. */
const VARIANT = '\u034f';
const MARKS =
  '\u0332\u0313\u0314\u0301\u0300\u0306\u0302\u030c\u030a\u0342\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304\u3099\u309a\u0335';
const markWeights = new Map([...MARKS].map((mark, n) => [mark, String.fromCharCode(n + 2)]));
markWeights.set(VARIANT, '\ud000');

/**
 * Characters that the root collation treats as variants of others although Unicode does not decompose them.
 * Search folds more of them than this: to the collation, "ı" and "þ" are letters of their own.
 */
const expansions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      ß: `s${VARIANT}s`,
      æ: `a${VARIANT}e`,
      œ: `o${VARIANT}e`,
      ð: `d${VARIANT}`,
      ſ: `s${VARIANT}`,
    },
    ...{ ƍ: 'zw', ƾ: 'ts', ȸ: 'db', ȹ: 'qp', ỻ: 'll' },
    ...{
      ø: 'o\u0338',
      đ: 'd\u0335',
      ł: 'l\u0335',
      ŀ: `l${VARIANT}`,
      ħ: 'h\u0335',
      ґ: `г${VARIANT}`,
    },
    ...{ '‘': `'${VARIANT}`, '’': `'${VARIANT}${VARIANT}`, '‚': `'${VARIANT}${VARIANT}${VARIANT}` },
    ...{ '“': `"${VARIANT}`, '”': `"${VARIANT}${VARIANT}`, '„': `"${VARIANT}${VARIANT}${VARIANT}` },
  }),
);

/** Forms of a character by their weights on the third level (UTS #10, appendix A), less that of the plain one. */
const FORMS = { plain: 0, wide: 1, compatible: 2, upper: 6, final: 0x17 };
const formWeight = (form: number): string => (form > 0 ? String.fromCharCode(0x20 + form) : '');
const CAPITAL = formWeight(FORMS.upper);

/** What a character adds to each level. Marks have no `primary`; empty weights on other levels are plain. */
type Element = { readonly primary: string; readonly mark: string; readonly form: string };

function elementsOf(character: string, form = FORMS.plain): readonly Element[] {
  const lower = character.toLowerCase();
  if (lower === 'ς') return elementsOf('σ', form || FORMS.final);
  const isUpper = lower !== character;
  if (lower === GREEK_AND) {
    return [...(isUpper ? 'ΚΑΙ' : 'και')].flatMap((each) => elementsOf(each, FORMS.compatible));
  }
  const expansion = expansions.get(lower);
  if (expansion) {
    const cased = isUpper ? expansion.toUpperCase() : expansion;
    return [...cased].flatMap((each) => elementsOf(each, form));
  }
  const code = lower.codePointAt(0) ?? 0;
  const rank = (
    primary: string,
    third = form + (isUpper ? FORMS.upper : 0),
  ): readonly Element[] => [{ primary, mark: '', form: formWeight(third) }];
  const weight = weights.get(lower);
  const isForm = isUpper && character.normalize('NFKC') !== character;
  if (weight !== undefined && !isForm) return rank(weight);
  if (secondary.test(character) || character === VARIANT) {
    return [{ primary: '', mark: markWeights.get(character) ?? byCodePoint(code), form: '' }];
  }
  if (code >= 0x3041 && code <= 0x30f6 && kana.test(lower)) return rank(...kanaOf(code, form));
  const parts = character.normalize('NFKD');
  if (parts !== character) {
    const isWide = code >= 0xff00 && code <= 0xffef;
    return [...parts].flatMap((each) => elementsOf(each, isWide ? FORMS.wide : FORMS.compatible));
  }
  return rank((symbol.test(character) ? SYMBOL : '') + byCodePoint(code));
}

const symbol = /[\p{P}\p{S}\p{Z}]/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Marks that count on the second level; those of other scripts are letters, such as vowels. */
const secondary =
  /[\p{M}&&[\p{Script=Inherited}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]]/v;
const smallKana = 'ぁぃぅぇぉっゃゅょゎゕゖ';
const largeKana = 'あいうえおつやゆよわかけ';

/** The weight of a kana, the same for hiragana and katakana, small or not; and its form. */
function kanaOf(code: number, form: number): [weight: string, form: number] {
  const isKatakana = code >= 0x30a1;
  const hiragana = String.fromCharCode(isKatakana ? code - 0x60 : code);
  const at = smallKana.indexOf(hiragana);
  const isSmall = at >= 0;
  const weight = byCodePoint(isSmall ? largeKana.charCodeAt(at) : hiragana.charCodeAt(0));
  if (!isKatakana) return [weight, isSmall ? 0xb : 0xc];
  return [weight, (isSmall ? 0xd : 0xf) + (form === FORMS.wide ? 1 : 0)];
}

/** A weight after those in tables. It has no surrogates, so UTF-16 sorts it as UTF-8 does. */
const byCodePoint = (code: number): string =>
  code < 0xd000
    ? String.fromCharCode(0x200 + code)
    : String.fromCharCode(0xd7ff, 0x1000 + (code >> 12), 0x1000 + (code & 0xfff));

/** How a level counts plain weights: from this number down, by up to so many at once. */
const NO_PLAIN = 0x7f;
const MOST_PLAIN = 0x5f;

/** The weights of a level. Plain weights are only counted: each other weight follows their number. */
class Level {
  text = '';
  #plain = 0;

  add(weight: string): void {
    if (weight === '') {
      this.#plain += 1;
      return;
    }
    // A plain weight is less than any other, so a longer run sorts first.
    for (; this.#plain > MOST_PLAIN; this.#plain -= MOST_PLAIN + 1) this.text += '\u001f';
    this.text += String.fromCharCode(NO_PLAIN - this.#plain) + weight;
    this.#plain = 0;
  }
}

const cache = new Map<string, readonly Element[]>();
const CACHE_SIZE = 4_096;

function cachedElementsOf(character: string): readonly Element[] {
  const cached = cache.get(character);
  if (cached) return cached;
  const elements = elementsOf(character);
  if (cache.size < CACHE_SIZE) cache.set(character, elements);
  return elements;
}

const ignorable = /[\p{Default_Ignorable_Code_Point}[\p{Cc}--[\t-\r]]]/gv;

/** Decomposes a name canonically, with decimal digits of all scripts as ASCII, and without what is ignorable. */
const decompose = (name: string): string =>
  name
    .toWellFormed()
    .replace(ignorable, '')
    .normalize('NFD')
    // The only letter in these scripts that is another one without its mark.
    .replace(
      /([иИ])([\u0316-\u0333]*)\u0306/g,
      (_, letter, marks) => `${letter === 'и' ? 'й' : 'Й'}${marks}`,
    )
    // The collation treats these two like the single character for both.
    .replace(/([lL])·/g, `$1${VARIANT}`)
    .replace(/[^\P{Nd}0-9]/gu, (digit) => String(digitOf(digit.codePointAt(0) ?? 0)));

/** The value of a decimal digit; the digits of a script have consecutive code points from 0 on. */
function digitOf(code: number): number {
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (code - zero) % 10;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Added to the number of digits, which sorts numbers by value once their leading zeros are gone. */
const LENGTH = 0x20;

/**
 * The key of a name. Names that differ only in leading zeros or ignorable characters have equal keys: sort
 * those by their paths.
 */
export function sortKeyOf(name: string): string {
  const ascii = keyOfAscii(name);
  if (ascii !== undefined) return ascii;
  const text = decompose(name);
  let primary = '';
  const [marks, forms] = [new Level(), new Level()];
  for (let at = 0; at < text.length; ) {
    if (isDigit(text.charCodeAt(at))) {
      const start = at;
      while (isDigit(text.charCodeAt(at))) at += 1;
      const digits = text.slice(start, at).replace(/^0+/, '');
      primary += NUMBER + String.fromCharCode(LENGTH + digits.length) + digits;
      marks.add('');
      forms.add('');
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    at += character.length;
    for (const element of cachedElementsOf(character)) {
      primary += element.primary;
      marks.add(element.mark);
      forms.add(element.form);
    }
  }
  if (forms.text) return primary + LEVEL_END + marks.text + LEVEL_END + forms.text;
  return marks.text ? primary + LEVEL_END + marks.text : primary;
}

/** No key of a number, nor the count of plain weights, takes more than a byte in a shorter name. */
const SHORT = MOST_PLAIN;
/** A number of one digit takes three bytes; two levels end, and a capital takes two bytes on the third. */
const key = Buffer.alloc(5 * SHORT + 2);
const capitals = Buffer.alloc(2 * SHORT);
const asciiWeights = Uint8Array.from({ length: 0x80 }, (_, code) =>
  (weights.get(String.fromCharCode(code).toLowerCase()) ?? '').charCodeAt(0),
);

/** The same key for a short name of printable ASCII characters, ten times as fast; undefined for others. */
function keyOfAscii(name: string): string | undefined {
  if (name.length > SHORT) return undefined;
  let [length, capitalsLength, plain] = [0, 0, 0];
  for (let at = 0; at < name.length; ) {
    const code = name.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return undefined;
    if (isDigit(code)) {
      let end = at + 1;
      while (isDigit(name.charCodeAt(end))) end += 1;
      while (at < end && name.charCodeAt(at) === 0x30) at += 1;
      key[length++] = NUMBER.charCodeAt(0);
      key[length++] = LENGTH + end - at;
      while (at < end) key[length++] = name.charCodeAt(at++);
      plain += 1;
      continue;
    }
    at += 1;
    key[length++] = asciiWeights[code] ?? 0;
    if (code < 0x41 || code > 0x5a) {
      plain += 1;
      continue;
    }
    capitals[capitalsLength++] = NO_PLAIN - plain;
    capitals[capitalsLength++] = CAPITAL.charCodeAt(0);
    plain = 0;
  }
  if (capitalsLength === 0) return key.toString('latin1', 0, length);
  length += key.write(LEVEL_END + LEVEL_END, length, 'latin1');
  length += capitals.copy(key, length, 0, capitalsLength);
  return key.toString('latin1', 0, length);
}
