import type { FileHandle } from 'node:fs/promises';
import { FileTokenizer } from 'strtok3';
import { handleQuietly } from '../../disk/openFile.ts';

/**
 * A file that `file-type` reads from at any position without updating its access time, which the
 * methodology PARA considers.
 */
export class FileTypeReader extends FileTokenizer {
  private constructor(handle: FileHandle, path: string, size: number) {
    super(handle, { fileInfo: { path, size } });
  }

  /**
   * @param size in bytes
   * @throws NodeJS.ErrnoException if it cannot be opened
   */
  static async open(place: string, size: number): Promise<FileTypeReader> {
    return new FileTypeReader(await handleQuietly(place), place, size);
  }
}
