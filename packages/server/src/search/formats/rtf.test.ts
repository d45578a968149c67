import { describe, expect, it } from 'vitest';
import { readRtf } from './rtf.ts';

const rtf = (source: string): string =>
  readRtf(Buffer.from(`{\\rtf1\\ansi ${source}}`, 'latin1'))
    .trim()
    .replace(/\s+/g, ' ');

describe('the text of RTF', () => {
  it.each([
    ['bytes in hexadecimal', "Gr\\'fc\\'dfe", 'Grüße'],
    ['plain bytes', 'Grüße', 'Grüße'],
    ['bytes of another code page', "\\ansicpg1250 \\'a3\\'f3d\\'9f", 'Łódź'],
    ['bytes of a double-byte code page', "\\ansicpg932 \\'93\\'8c\\'8b\\'9e", '東京'],
    ['bytes of an unknown code page', "\\ansicpg4711 \\'fc", 'ü'],
    [
      'bytes in the code page of their font',
      "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}\\f1\\'cc\\'e8\\'f0\\f0 \\'fc",
      'Мирü',
    ],
    [
      'bytes in the code page of the default font',
      "\\deff1{\\fonttbl{\\f1\\fcharset204 Arial;}}\\'cc\\'e8\\'f0",
      'Мир',
    ],
    ['Unicode characters without their fallback', "Gr\\u252?\\u223\\'dfe", 'Grüße'],
    ['Unicode characters with a longer fallback', "\\uc2\\u26481\\'93\\'8c x", '東 x'],
    ['Unicode characters without a fallback', '\\uc0\\u26481\\u20140x', '東京x'],
    ['consecutive Unicode characters', '\\u26481?\\u20140?', '東京'],
    ['characters beyond the Basic Multilingual Plane', '\\u-10179?\\u-8704?', '😀'],
    ['words over marked-up letters', 'Zep{\\b pe}\\i lin\\i0', 'Zeppelin'],
    ['words with a soft hyphen', 'Zep\\-pe\\-lin', 'Zeppelin'],
    ['words over the lines of the file', 'Zep\r\npelin', 'Zeppelin'],
    ['words with a note', 'Zeppelin{\\footnote note}s', 'Zeppelins note'],
    [
      'separate paragraphs and cells',
      'one\\par two\\cell three\\row four\\tab five',
      'one two three four five',
    ],
    ['escaped characters', 'a\\{b\\}c\\\\d\\~e\\_f', 'a{b}c\\d e-f'],
    ['characters by name', '\\ldblquote a\\rdblquote\\emdash b', '“a”—b'],
    [
      'no fonts, colours, styles or pictures',
      '{\\fonttbl{\\f0 Arial;}}{\\colortbl;}{\\stylesheet{Normal;}}{\\pict ffd8}one',
      'one',
    ],
    ['no unknown destinations', '{\\*\\unknown hidden}one', 'one'],
    ['its properties', '{\\info{\\title Heliotrope}{\\author Ann}}one', 'one Heliotrope Ann'],
    ['the text of links', '{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt link}}', 'link'],
    [
      'the text in shapes',
      '{\\shp{\\*\\shpinst{\\sp{\\sn name}{\\sv 1}}{\\shptxt boxed}}}',
      'boxed',
    ],
    ['text after binary data', '{\\pict\\bin4 }{{{}one', 'one'],
  ])('has %s', (_what, source, text) => {
    expect(rtf(source)).toBe(text);
  });

  it.each([
    ['{\\rtf1 one'],
    ['{\\rtf1 one}}}}'],
    ['{\\rtf1 one\\'],
    ["{\\rtf1 one\\'f"],
    ['{\\rtf1 one\\bin999999999 x'],
  ])('is read as far as possible from a broken document: %s', (source) => {
    expect(readRtf(Buffer.from(source)).trim()).toMatch(/^one/);
  });
});
