/**
 * The text of office documents: Office Open XML (ISO/IEC 29500) and OpenDocument (ISO/IEC 26300),
 * which are XML in a ZIP, including templates and documents with macros.
 *
 * @module
 */
import { Parser } from 'htmlparser2';
import { type Decoder, declaredIn, decoderOf, utf16Of } from '../decode.ts';
import { GatheredText } from './gatheredText.ts';
import { type Part, partsOf } from './packageParts.ts';
import { TooLarge, ZipArchive } from './zipArchive.ts';

/** Elements that end a word. */
const breaks = new Set(
  `p h br cr tab ptab s si c v row line-break table-cell table-row title desc comment text
   oddHeader oddFooter`.split(/\s+/),
);
/** Asides: notes, and the reading of characters. */
const asides = new Set('rt rPh ruby-text annotation note'.split(' '));
/** The elements that contain text, in Office Open XML and in OpenDocument. */
const textOf = {
  ooxml: new Set(['t', 'v', 'text', 'oddHeader', 'oddFooter']),
  odf: new Set(`body header header-left header-first footer footer-left footer-first`.split(/\s+/)),
} as const;

/**
 * The beginning of a document's text.
 *
 * @param fd the open file, which stays open
 * @param readForeign returns the text of a part in another format
 * @throws Error if it is not such a document, is encrypted, or would unpack to too much
 */
export async function readOffice(
  fd: number,
  readForeign: (bytes: Uint8Array) => Promise<string>,
): Promise<string> {
  const archive = await ZipArchive.open(fd);
  const parts = await partsOf(archive);
  if (parts.length === 0) throw new Error('Not an office document');
  const text = new GatheredText();
  let failure: unknown;
  for (const part of parts) {
    if (text.isFull) break;
    try {
      if (part.kind === 'foreign') text.add(await readForeign(await archive.whole(part.name)));
      else await readPart(archive, part.name, text, part.kind);
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      failure ??= error;
    }
    text.endPart();
  }
  // One unreadable part does not prevent reading the others.
  if (failure !== undefined && text.text.trim() === '') throw failure;
  return text.text;
}

async function readPart(
  archive: ZipArchive,
  name: string,
  text: GatheredText,
  kind: Exclude<Part['kind'], 'foreign'>,
): Promise<void> {
  const parser = parserInto(text, textOf[kind]);
  let decoder: Decoder | undefined;
  for await (const chunk of archive.read(name)) {
    decoder ??= new TextDecoder(utf16Of(chunk) ?? decoderOf(declaredIn(chunk) ?? '')?.encoding);
    parser.write(decoder.decode(chunk, { stream: true }));
    if (text.isFull) return;
  }
  parser.end();
}

/**
 * A parser that continues after anything that is not well-formed, such as a character that XML does
 * not allow. It knows no entities except those of XML itself.
 */
function parserInto(text: GatheredText, holders: ReadonlySet<string>): Parser {
  let depth = 0;
  let isReference = false;
  const isHolder = (name: string): boolean => holders.has(name) && !(name === 'v' && isReference);
  return new Parser(
    {
      onopentag(tag, attributes) {
        const name = localName(tag);
        // A cell that contains the index of a shared string, or a boolean.
        if (name === 'c') isReference = ['s', 'b', 'e'].includes(attributes.t ?? '');
        if (name === 'noBreakHyphen') text.add('-');
        if (asides.has(name)) text.beginAside();
        if (isHolder(name)) depth++;
      },
      onclosetag(tag) {
        const name = localName(tag);
        if (isHolder(name)) depth--;
        if (asides.has(name)) text.endAside();
        if (breaks.has(name)) text.break();
      },
      ontext(data) {
        if (depth > 0) text.add(data);
      },
    },
    { xmlMode: true },
  );
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
