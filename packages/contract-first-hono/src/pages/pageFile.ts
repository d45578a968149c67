import { readFile, stat } from 'node:fs/promises';
import { type PageHeaders, pageHeaders } from './pageHeaders.ts';

type Page = { readonly body: Uint8Array<ArrayBuffer>; readonly headers: PageHeaders };

/** A page on the disk, such as a reference. It is cached in memory until the file changes. */
export class PageFile {
  readonly #styles: string | undefined;
  readonly #path: string;
  #kept: { readonly stamp: string; readonly page: Promise<Page> } | undefined;

  /** @param styles see `pageHeaders` */
  constructor(path: string, styles?: string) {
    this.#path = path;
    this.#styles = styles;
  }

  /** @throws Error of the file system if the file cannot be read */
  async read(): Promise<Page> {
    const { mtimeMs, size } = await stat(this.#path);
    const stamp = `${mtimeMs} ${size}`;
    if (this.#kept?.stamp !== stamp) this.#kept = { stamp, page: this.#load() };
    const { page } = this.#kept;
    try {
      return await page;
    } catch (error) {
      this.#kept = undefined;
      throw error;
    }
  }

  async #load(): Promise<Page> {
    const body = await readFile(this.#path);
    const page = body.toString();
    const styles = this.#styles;
    return { body, headers: pageHeaders(styles === undefined ? { page } : { page, styles }) };
  }
}
