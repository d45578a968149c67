/**
 * The text of documents in the Rich Text Format (version 1.9.1 of Microsoft's specification).
 *
 * @module
 */
import { decoderOf } from '../decode.ts';
import { GatheredText } from './gatheredText.ts';

/** Destinations without text: fonts, styles, pictures, the properties of the document. */
const silentDestinations = new Set(
  `fonttbl colortbl stylesheet pict objdata themedata colorschememapping datastore latentstyles
   listtable listoverridetable revtbl rsidtbl generator filetbl fldinst xmlnstbl fontemb fontfile
   panose falt template sp`.split(/\s+/),
);
/** Destinations that are read although not all programs know them. */
const readDestinations = new Set(['shpinst', 'ud', 'nesttableprops']);
/** Destinations beside the text that they belong to. */
const asides = new Set(['footnote', 'annotation', 'info']);
/**
 * Controls for a character, or that end a word. Each property of the document is a word of its own.
 */
const characters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ par: '\n', line: '\n', sect: '\n', page: '\n', cell: '\n', row: '\n', nestcell: '\n' },
    ...{ column: '\n', nestrow: '\n', softline: '\n', tab: ' ', emspace: ' ', enspace: ' ' },
    ...{ qmspace: ' ', emdash: '\u2014', endash: '\u2013', bullet: '\u2022', lquote: '\u2018' },
    ...{ rquote: '\u2019', ldblquote: '\u201c', rdblquote: '\u201d' },
    ...{ title: '\n', subject: '\n', author: '\n', keywords: '\n', doccomm: '\n', company: '\n' },
    ...{ operator: '\n', manager: '\n', category: '\n' },
  }),
);
/** The encoding of each character set of a font (`\fcharset`). */
const charsets: Readonly<Record<number, string>> = {
  ...{ 77: 'macintosh', 128: 'shift_jis', 129: 'euc-kr', 134: 'gbk', 136: 'big5' },
  ...{ 161: 'windows-1253', 162: 'windows-1254', 163: 'windows-1258', 177: 'windows-1255' },
  ...{ 178: 'windows-1256', 186: 'windows-1257', 204: 'windows-1251', 222: 'windows-874' },
  ...{ 238: 'windows-1250' },
};
/** The encoding of each code page whose name is not just its number. */
const codePages: Readonly<Record<number, string>> = {
  ...{ 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 65001: 'utf-8', 866: 'ibm866' },
  ...{ 10000: 'macintosh', 10007: 'x-mac-cyrillic', 20866: 'koi8-r', 54936: 'gb18030' },
};

/** A group, a control with its number, a hexadecimal byte, or a run of plain bytes. */
const token =
  /\\([a-z]+)(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)/giy;

type Group = {
  readonly isSilent: boolean;
  readonly isAside: boolean;
  /** How many characters replace one of Unicode for programs that know none. */
  readonly fallback: number;
  readonly font: number | undefined;
};

/** The beginning of the text of a document. Anything invalid is skipped. */
export function readRtf(bytes: Uint8Array): string {
  const reader = new RtfReader();
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  token.lastIndex = 0;
  for (let at = 0; at < source.length && !reader.isFull; ) {
    const found = token.exec(source);
    if (found?.[1] === 'bin') token.lastIndex += Math.max(0, Number(found[2] ?? 0));
    else if (found) reader.take(found);
    // An incomplete control at the end.
    at = found ? token.lastIndex : source.length;
    token.lastIndex = at;
  }
  return reader.end();
}

class RtfReader {
  readonly #text = new GatheredText();
  readonly #groups: Group[] = [];
  readonly #fonts = new Map<number, string>();
  #group: Group = { isSilent: false, isAside: false, fallback: 1, font: undefined };
  #encoding = 'windows-1252';
  #defaultFont: number | undefined;
  /** The font whose character set is being declared. */
  #told: number | undefined;
  /** Bytes not decoded yet, since a character may have several. */
  #bytes: number[] = [];
  /** How many replacement characters to skip after one of Unicode. */
  #skip = 0;
  /** Whether the group may be one that only some programs know. */
  #isOptional = false;

  get isFull(): boolean {
    return this.#text.isFull;
  }

  take([, word, number, hex, symbol, brace, plain]: RegExpExecArray): void {
    if (word !== undefined) this.#control(word, number === undefined ? undefined : Number(number));
    else if (hex !== undefined) this.#addBytes([Number.parseInt(hex, 16)]);
    else if (symbol !== undefined) this.#symbol(symbol);
    else if (brace === '{') this.#begin();
    else if (brace === '}') this.#endGroup();
    else if (plain !== undefined && !this.#group.isSilent) {
      this.#addBytes(Buffer.from(plain, 'latin1'));
    }
  }

  end(): string {
    this.#flush();
    this.#text.endPart();
    return this.#text.text;
  }

  #begin(): void {
    this.#flush();
    this.#skip = 0;
    this.#groups.push(this.#group);
  }

  #endGroup(): void {
    this.#flush();
    this.#skip = 0;
    this.#isOptional = false;
    const { isAside } = this.#group;
    this.#group = this.#groups.pop() ?? this.#group;
    if (isAside && !this.#group.isAside) this.#text.endAside();
  }

  #symbol(symbol: string): void {
    if (symbol === '*') this.#isOptional = true;
    else if (symbol === '~') this.#addText(' ');
    else if (symbol === '_') this.#addText('-');
    else if (symbol === '\\' || symbol === '{' || symbol === '}') this.#addText(symbol);
    else if (symbol === '\r' || symbol === '\n') this.#addText('\n');
  }

  #control(word: string, number: number | undefined): void {
    const isOptional = this.#isOptional;
    this.#isOptional = false;
    const character = characters.get(word);
    if (character !== undefined) this.#addText(character);
    else if (word === 'u') this.#unicode(number ?? 0);
    else if (word === 'uc') this.#change({ fallback: Math.min(Math.max(0, number ?? 1), 99) });
    else if (word === 'ansicpg') this.#encoding = encodingOf(number) ?? this.#encoding;
    else if (word === 'mac') this.#encoding = 'macintosh';
    else if (word === 'deff') this.#defaultFont = number;
    else if (word === 'f') this.#font(number ?? 0);
    else if (word === 'fcharset') this.#tellFont(charsets[number ?? 0]);
    else if (word === 'cpg') this.#tellFont(encodingOf(number));
    else if (word === 'plain') this.#change({ font: undefined });
    else if (asides.has(word)) this.#beginAside();
    else if (silentDestinations.has(word)) this.#change({ isSilent: true });
    else if (isOptional && !readDestinations.has(word)) this.#change({ isSilent: true });
  }

  #beginAside(): void {
    if (this.#group.isAside) return;
    this.#change({ isAside: true });
    this.#text.beginAside();
  }

  #change(change: Partial<Group>): void {
    this.#flush();
    this.#group = { ...this.#group, ...change };
  }

  #font(number: number): void {
    // In the font table, which has no text, it selects the font to declare.
    if (this.#group.isSilent) this.#told = number;
    else this.#change({ font: number });
  }

  #tellFont(encoding: string | undefined): void {
    if (this.#told !== undefined && encoding) this.#fonts.set(this.#told, encoding);
  }

  /** A character by its code unit, which is negative from 32,768 on. */
  #unicode(number: number): void {
    this.#skip = 0;
    this.#addText(String.fromCharCode(number & 0xffff));
    this.#skip = this.#group.fallback;
  }

  #addText(text: string): void {
    this.#flush();
    if (this.#skip > 0) this.#skip--;
    else if (!this.#group.isSilent) this.#text.add(text);
  }

  #addBytes(bytes: Iterable<number>): void {
    if (this.#group.isSilent) return;
    this.#isOptional = false;
    for (const byte of bytes) {
      if (this.#skip > 0) this.#skip--;
      else this.#bytes.push(byte);
    }
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    const encoding = this.#fonts.get(this.#group.font ?? this.#defaultFont ?? -1);
    const decoder = decoderOf(encoding ?? this.#encoding) ?? new TextDecoder('windows-1252');
    this.#text.add(decoder.decode(Uint8Array.from(this.#bytes)));
    this.#bytes = [];
  }
}

const encodingOf = (codePage: number | undefined): string | undefined =>
  codePage === undefined ? undefined : (codePages[codePage] ?? `windows-${codePage}`);
