import { type Entry, fromFd, type ZipFile } from 'yauzl';

/** How many entries are read of a document at most. */
const MOST_ENTRIES = 10_000;
/** How large the parts are at most that are unpacked, all together, in bytes. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/** An archive that would unpack to too much, or has too many entries. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The entries of a ZIP archive (APPNOTE 6.3), by names that are the same whatever has written them. */
export class ZipArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #left = MOST_UNPACKED;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /**
   * @param fd the open file; it stays open
   * @throws Error for what is no such archive
   */
  static async open(fd: number): Promise<ZipArchive> {
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      // As bytes: a name that would lead out of a folder is that of a part like any other.
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
   * The content of an entry, as it is unpacked.
   *
   * @throws TooLarge where all that was unpacked comes to too much
   * @throws Error for an entry that is not there, is encrypted or broken
   */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(partName(name));
    if (!entry) throw new Error(`The document has no part ${name}`);
    // The size is the document's own word; yauzl fails where it turns out to be a lie.
    this.#left -= entry.uncompressedSize;
    if (this.#left < 0) throw new TooLarge('The document unpacks to too much');
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      this.#zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    for await (const chunk of stream) yield chunk as Uint8Array;
  }

  /** All of an entry. @throws as {@link read} */
  async whole(name: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.read(name)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}

/**
 * Part names are equal whatever their case (ISO/IEC 29500-2, 6.2.2.3); and some programs write them
 * with the wrong slashes, or with one in front.
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
