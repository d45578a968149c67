/**
 * The text of office documents: Office Open XML (ECMA-376) and OpenDocument (ISO/IEC 26300), which
 * are XML in a ZIP.
 *
 * @module
 */
import { SaxesParser } from 'saxes';
import { type Entry, fromFd, type ZipFile } from 'yauzl';
import { MOST_TEXT } from './text.ts';

const ooxml = 'application/vnd.openxmlformats-officedocument';
const odf = 'application/vnd.oasis.opendocument';

/** Where the text lies in a document of each media type. */
export const officeParts: ReadonlyMap<string, RegExp> = new Map([
  [
    `${ooxml}.wordprocessingml.document`,
    /^word\/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/,
  ],
  [`${ooxml}.spreadsheetml.sheet`, /^xl\/(sharedStrings|worksheets\/[^/]+)\.xml$/],
  [`${ooxml}.presentationml.presentation`, /^ppt\/(slides|notesSlides)\/[^/]+\.xml$/],
  [`${odf}.text`, /^content\.xml$/],
  [`${odf}.spreadsheet`, /^content\.xml$/],
  [`${odf}.presentation`, /^content\.xml$/],
]);

/** How many entries a document has at most. */
const MOST_ENTRIES = 10_000;
/** How large the parts are at most that are unpacked, all together, in bytes. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/** The elements that end a word. */
const breaks = new Set('p h br cr tab s si c row line-break table-cell table-row'.split(' '));

/**
 * The beginning of a document's text.
 *
 * @param fd the open file; it stays open
 * @throws Error for what is no such document, is encrypted, or would unpack to too much
 */
export async function readOffice(fd: number, mediaType: string): Promise<string> {
  const wanted = officeParts.get(mediaType);
  if (!wanted) throw new TypeError(`${mediaType} is not an office document`);
  const zip = await openZip(fd);
  if (zip.entryCount > MOST_ENTRIES) throw new Error('The document has too many entries');
  const text = new TextOf(mediaType.startsWith(odf));
  let left = MOST_UNPACKED;
  for await (const entry of entriesOf(zip)) {
    if (!wanted.test(entry.fileName)) continue;
    left -= entry.uncompressedSize;
    // The size is the document's own word; yauzl fails where it turns out to be a lie.
    if (left < 0) throw new Error('The document unpacks to too much');
    await readPart(zip, entry, text);
    if (text.isFull) break;
  }
  return text.text;
}

function openZip(fd: number): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromFd(fd, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('end', () => resolve(undefined));
      zip.once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (!entry) return;
    yield entry;
  }
}

async function readPart(zip: ZipFile, entry: Entry, text: TextOf): Promise<void> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const decoder = new TextDecoder();
  const parser = text.parser();
  for await (const chunk of stream) {
    parser.write(decoder.decode(chunk as Uint8Array<ArrayBuffer>, { stream: true }));
    if (text.isFull) return;
  }
  parser.close();
}

/** Gathers the text of a document's parts. */
class TextOf {
  text = '';
  readonly #isOdf: boolean;

  constructor(isOdf: boolean) {
    this.#isOdf = isOdf;
  }

  get isFull(): boolean {
    return this.text.length >= MOST_TEXT;
  }

  parser(): SaxesParser {
    const parser = new SaxesParser();
    let depth = 0;
    let isReference = false;
    const isText = (name: string): boolean =>
      this.#isOdf ? name === 'body' : name === 't' || (name === 'v' && !isReference);
    parser.on('opentag', ({ name, attributes }) => {
      const local = localName(name);
      // A cell that holds the number of a shared string, or a truth value.
      if (local === 'c') isReference = ['s', 'b', 'e'].includes(String(attributes.t));
      if (isText(local)) depth++;
    });
    parser.on('closetag', ({ name }) => {
      const local = localName(name);
      if (isText(local)) depth--;
      if (breaks.has(local) && !this.isFull) this.text += ' ';
    });
    parser.on('text', (text) => {
      if (depth > 0 && !this.isFull) this.text += text.slice(0, MOST_TEXT - this.text.length);
    });
    parser.on('error', (error) => {
      throw error;
    });
    return parser;
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
