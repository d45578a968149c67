import { readFile, stat } from 'node:fs/promises';
import { type PageHeaders, pageHeaders } from './pageHeaders.ts';

type Page = { readonly body: Uint8Array<ArrayBuffer>; readonly headers: PageHeaders };

/** The reference on the disk. It is large, and kept as long as it stays as it is there. */
export class ReferencePage {
  readonly #path: string;
  #kept: { readonly stamp: string; readonly page: Promise<Page> } | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws Error of the file system where it cannot be read */
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
    // Redoc writes its styles as it draws, which no hash can name.
    return { body, headers: pageHeaders({ page: body.toString(), styles: "'unsafe-inline'" }) };
  }
}
