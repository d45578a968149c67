import type { Bucket } from './bucket.ts';
import { MARKER } from './keys.ts';

/** Another library uses the prefix. */
export class PrefixClaimed extends Error {
  override readonly name = 'PrefixClaimed';
}

/**
 * Claims the prefix of a bucket for one library: an object there has its id.
 *
 * @param library its id
 * @throws PrefixClaimed, BucketUnreachable or BucketRefusal
 */
export async function claimBucket(bucket: Bucket, library: string): Promise<void> {
  const claimed = await bucket.textOf(MARKER);
  if (claimed === undefined) {
    await bucket.putTextIfAbsent(MARKER, JSON.stringify({ library, format: 1 }));
  }
  // Another library may have claimed it at the same time.
  refuseOther(claimed ?? (await bucket.textOf(MARKER)) ?? '', library);
}

function refuseOther(claimed: string, library: string): void {
  if (libraryIn(claimed) === library) return;
  throw new PrefixClaimed('The prefix belongs to the library of another database');
}

function libraryIn(text: string): unknown {
  try {
    const marker: unknown = JSON.parse(text);
    return typeof marker === 'object' && marker !== null && 'library' in marker && marker.library;
  } catch {
    return undefined;
  }
}
