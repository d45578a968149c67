import type { FileHandle } from 'node:fs/promises';
import { FileTokenizer } from 'strtok3';
import { handleQuietly } from '../../disk/openFile.ts';

/** A file for `file-type` to read from wherever it wants, without a trace in its time of access. */
export class FileTypeReader extends FileTokenizer {
  private constructor(handle: FileHandle, path: string, size: number) {
    super(handle, { fileInfo: { path, size } });
  }

  /**
   * @param size in bytes
   * @throws NodeJS.ErrnoException where it cannot be opened
   */
  static async open(place: string, size: number): Promise<FileTypeReader> {
    return new FileTypeReader(await handleQuietly(place), place, size);
  }
}
