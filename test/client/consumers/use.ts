import FileOrganizerClient, {
  type FetchLike,
  type FileEntry,
  type LiveEvent,
  type FileOrganizerClient as Named,
  RateLimitError,
} from '@file-organizer/client';
import { createConnection, filesList } from '@file-organizer/client/functions';

const client: Named = new FileOrganizerClient({ apiKey: 'fo_a_b' });

export async function use(): Promise<FileEntry[]> {
  const files: FileEntry[] = [];
  for await (const file of client.files.list('/', { recursive: true })) files.push(file);
  for await (const file of filesList(createConnection())('/')) files.push(file);
  const job = await client.organize.startAndWait(
    { path: '/', methodology: 'type' },
    { onProgress: ({ progress }) => console.log(progress) },
  );
  const { data, requestId } = await client.organize.getStatus(job.jobId).withResponse();
  console.log(data.processedCount, requestId);
  // @ts-expect-error the wire's name
  data.processed_count;
  return files;
}

export function secondsOf(error: unknown): number {
  return error instanceof RateLimitError ? error.retryAfter : 0;
}

export function pathOf(event: LiveEvent): string | null {
  return event.event === 'file_uploaded' ? event.data.path : null;
}

/** As settings come: what is not set is undefined. */
type Settings = { key: string | undefined; recursive: boolean | undefined; signal?: AbortSignal };

export async function useSettings({ key, recursive, signal }: Settings): Promise<void> {
  const one = new FileOrganizerClient({ apiKey: key, timeout: undefined, fetch: undefined });
  await one.files.list('/', { recursive }, { signal, timeout: undefined });
  await one.organize.start({ path: '/', methodology: 'type', options: { recursive } }, { signal });
  one.events.connect({ jobId: undefined }, { signal }).close();
}

/** A function around the platform's fetch is one, and a picked `File` is still that of the platform. */
export const withoutCache: FetchLike = (url, init) => fetch(url, { ...init, cache: 'no-store' });
export const sizeOf = (file: File): number => file.size;
