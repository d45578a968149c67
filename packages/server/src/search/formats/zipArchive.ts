/** Reads ZIP archives with limits on entries and unpacked size. */

import { type Entry, fromFd, type ZipFile } from 'yauzl';

/** How many entries of a document are read. */
const MOST_ENTRIES = 10_000;
/** How many bytes all parts together may unpack to. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/** An archive that would unpack to too much, or has too many entries. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The entries of a ZIP archive (APPNOTE 6.3), by normalized names. */
export class ZipArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #left = MOST_UNPACKED;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /**
   * @param fd the open file, which stays open
   * @throws Error if it is not such an archive
   */
  static async open(fd: number): Promise<ZipArchive> {
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      // As bytes: names are only compared, so one that points out of a folder is harmless.
      const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
      fromFd(fd, options, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    if (zip.entryCount > MOST_ENTRIES) throw new TooLarge('The document has too many entries');
    const entries = new Map<string, Entry>();
    try {
      for await (const entry of entriesOf(zip)) {
        const name = partName(entry.fileNameRaw.toString());
        if (!entries.has(name)) entries.set(name, entry);
      }
    } catch (error) {
      if (entries.size === 0) throw error;
    }
    return new ZipArchive(zip, entries);
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(partName(name));
  }

  /**
   * The content of an entry, while it is unpacked.
   *
   * @throws TooLarge if everything unpacked so far is too much
   * @throws Error if the entry does not exist, or is encrypted or broken
   */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(partName(name));
    if (!entry) throw new Error(`The document has no part ${name}`);
    // The size is only a claim of the document; yauzl throws if it is wrong.
    this.#left -= entry.uncompressedSize;
    if (this.#left < 0) throw new TooLarge('The document unpacks to too much');
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      this.#zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    for await (const chunk of stream) yield chunk as Uint8Array;
  }

  /** The whole content of an entry. @throws like {@link read} */
  async whole(name: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.read(name)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}

/**
 * Part names ignore case (ISO/IEC 29500-2, 6.2.2.3), and some programs write backslashes or a leading
 * slash.
 */
const partName = (name: string): string =>
  name.replace(/\\/g, '/').replace(/^\/+/, '').toLowerCase();

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
