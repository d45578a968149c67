/**
 * Stores uploads as objects before they get a name.
 *
 * @module
 */
import type { Readable } from 'node:stream';
import type { ObjectRepository } from '../../storage/objects/objectRepository.ts';
import type { Blobs, StagedBlob } from '../blobs.ts';
import { collectAfter } from '../writing/collectAfter.ts';
import { refuseLarger } from '../writing/uploadStaging.ts';
import type { Bucket } from './bucket.ts';
import { ObjectWriter } from './objectWriter.ts';
import type { SpoolFolder } from './partSpool.ts';

export class ObjectBlobs implements Blobs {
  readonly #bucket: Bucket;
  readonly #rows: ObjectRepository;
  readonly #spools: SpoolFolder;

  /** @param spools where parts are until they are uploaded */
  constructor(bucket: Bucket, rows: ObjectRepository, spools: SpoolFolder) {
    this.#bucket = bucket;
    this.#rows = rows;
    this.#spools = spools;
  }

  async receive(
    stream: Readable,
    most: number,
    turn: () => Promise<void> = async () => {},
    path?: string,
  ): Promise<StagedBlob> {
    const writer = new ObjectWriter(this.#bucket, this.#rows, this.#spools, path);
    try {
      // The stream is not destroyed with the loop: the error response must still reach the client.
      for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
        await turn();
        refuseLarger(writer.size + chunk.length, most);
        await writer.write(chunk);
        collectAfter(chunk.length);
      }
      const { objectId, sha256 } = await writer.end();
      return { place: objectId, sha256, size: writer.size };
    } catch (error) {
      await writer.abandon();
      throw error;
    } finally {
      await writer.close();
    }
  }

  async discard({ place }: StagedBlob): Promise<void> {
    // If it fails, garbage collection finds the object by its age.
    await this.#rows.giveUp(place).catch(() => {});
  }
}
