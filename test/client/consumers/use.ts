import FileOrganizerClient, {
  type File,
  type LiveEvent,
  type FileOrganizerClient as Named,
  RateLimitError,
} from '@file-organizer/client';
import { createConnection, filesList } from '@file-organizer/client/functions';

const client: Named = new FileOrganizerClient({ apiKey: 'fo_a_b' });

export async function use(): Promise<File[]> {
  const files: File[] = [];
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
