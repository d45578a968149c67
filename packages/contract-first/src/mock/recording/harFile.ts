/**
 * A recording (HAR 1.2) that is valid after each entry: an entry takes the place of the end of the file,
 * and brings it along.
 *
 * @module
 */
import { type FileHandle, open } from 'node:fs/promises';

/** The beginning of the file, by which one that is continued is recognized. */
const START =
  '{"log":{"version":"1.2","creator":{"name":"contract mock","version":"1"},"entries":[';
const END = '\n]}}\n';
/** How much of a file is read at a time to find its last entry, in bytes. */
const STEP = 64 * 1024;

export class HarFile {
  readonly #file: FileHandle;
  readonly #path: string;
  /** Where the next entry goes. */
  #end: number;
  #isEmpty: boolean;

  private constructor(path: string, file: FileHandle, { end, isEmpty }: Position) {
    this.#path = path;
    this.#file = file;
    this.#end = end;
    this.#isEmpty = isEmpty;
  }

  /**
   * Begins a recording, or continues one that the mock has made.
   *
   * @throws Error if the file cannot be written, or is another one
   */
  static async open(path: string): Promise<HarFile> {
    // Bodies are private even if secrets are redacted.
    const file = await open(path, 'a+', 0o600).then(async (made) => {
      await made.close();
      return open(path, 'r+');
    });
    try {
      const position = await endOf(file, path);
      const har = new HarFile(path, file, position);
      await har.#write('');
      return har;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** @throws Error if another program has changed the file meanwhile, or the disk is full */
  async append(entry: object): Promise<void> {
    const { size } = await this.#file.stat();
    if (size !== this.#end + END.length) {
      throw new Error(`Another program has changed ${this.#path}`);
    }
    const text = `${this.#isEmpty ? '' : ','}\n${JSON.stringify(entry)}`;
    await this.#write(text);
    this.#isEmpty = false;
  }

  async #write(text: string): Promise<void> {
    const bytes = Buffer.from(text + END);
    const { bytesWritten } = await this.#file.write(bytes, 0, bytes.length, this.#end);
    if (bytesWritten < bytes.length) throw new Error(`${this.#path} is not written in full`);
    this.#end += bytes.length - END.length;
    await this.#file.truncate(this.#end + END.length);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

type Position = { readonly end: number; readonly isEmpty: boolean };

/** Where the entries of a file end. After a crash, a part of an entry may follow, which is dropped. */
async function endOf(file: FileHandle, path: string): Promise<Position> {
  const { size } = await file.stat();
  if (size === 0) {
    await file.write(START, 0);
    return { end: START.length, isEmpty: true };
  }
  const start = Buffer.alloc(START.length);
  await file.read(start, 0, START.length, 0);
  if (start.toString() !== START) {
    throw new Error(
      `${path} is not a recording of the mock, so it is not continued. Choose another file`,
    );
  }
  for (let end = size; end > START.length; ) {
    const line = await lastLine(file, START.length, end);
    // The one before a part of an entry ends in a comma.
    const text = line.text.replace(/,$/, '');
    if (isEntry(text)) return { end: end - (line.text.length - text.length), isEmpty: false };
    end = line.start;
  }
  return { end: START.length, isEmpty: true };
}

/** The line before a place in a file, and where its line break is. */
async function lastLine(file: FileHandle, least: number, end: number) {
  let text = Buffer.alloc(0);
  for (let from = end; from > least; ) {
    const length = Math.min(STEP, from - least);
    const part = Buffer.alloc(length);
    await file.read(part, 0, length, from - length);
    from -= length;
    text = Buffer.concat([part, text]);
    const at = text.lastIndexOf('\n');
    if (at >= 0) return { text: text.subarray(at + 1).toString(), start: from + at };
  }
  return { text: text.toString(), start: least };
}

/** Whether a line is an entry, and a whole one. */
function isEntry(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
