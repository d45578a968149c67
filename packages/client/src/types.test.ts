import { Readable } from 'node:stream';
import { expectTypeOf, test } from 'vitest';
import type {
  FileList,
  FileOrganizerClient,
  FileOrganizerError,
  Job,
  JobResults,
  File as OrganizerFile,
  RateLimitError,
} from './index.ts';

declare const client: FileOrganizerClient;

// What is in these functions is only compiled: the compiler is the test.

test('methods give what the contract says', () => {
  expectTypeOf<FileOrganizerClient['files']['list']>().returns.toEqualTypeOf<Promise<FileList>>();
  expectTypeOf<FileOrganizerClient['organize']['start']>().returns.toEqualTypeOf<Promise<Job>>();
  expectTypeOf<FileOrganizerClient['organize']['getResults']>().returns.toEqualTypeOf<
    Promise<JobResults>
  >();
  expectTypeOf<FileOrganizerClient['files']['delete']>().returns.toEqualTypeOf<Promise<void>>();
  expectTypeOf<FileOrganizerClient['files']['content']>().returns.toEqualTypeOf<
    Promise<Response>
  >();
});

test('names are camelCase, and values are those of the contract', () => {
  expectTypeOf<OrganizerFile['mimeType']>().toBeString();
  expectTypeOf<OrganizerFile['sha256']>().toEqualTypeOf<string | null>();
  expectTypeOf<FileList['nextCursor']>().toEqualTypeOf<string | null>();
  expectTypeOf<JobResults['items'][number]['needsReview']>().toBeBoolean();
  expectTypeOf<OrganizerFile>().not.toHaveProperty('mime_type');
});

test('errors have their fields', () => {
  expectTypeOf<FileOrganizerError['code']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<RateLimitError['retryAfter']>().toBeNumber();
  expectTypeOf<RateLimitError>().toExtend<FileOrganizerError>();
});

test('methods take what the contract says, and nothing else', () => {
  expectTypeOf(async () => {
    await client.files.list();
    await client.files.list('/', { recursive: true }, { timeout: 5 });
    await client.files.list(
      { path: '/', sortBy: 'size' },
      { signal: new AbortController().signal },
    );
    await client.files.get('id', { timeout: 5 });
    await client.files.upload(new FormData(), '/documents');
    await client.files.upload(new Blob([]), { onConflict: 'fail' }, { filename: 'a' });
    await client.files.upload(Buffer.from(''), '/', {}, { filename: 'a' });
    await client.files.upload(Readable.from([]), '/', {}, { filename: 'a' });
    await client.files.upload({ file: './a.txt', path: '/' });
    await client.organize.execute({ jobId: 'id' });
    // @ts-expect-error the wire's names are not TypeScript's
    await client.files.list({ include_hidden: true });
    // @ts-expect-error no such value
    await client.files.list({ sortBy: 'colour' });
    // @ts-expect-error given twice
    await client.files.list('/', { path: '/' });
    // @ts-expect-error the id is missing
    await client.files.get();
    // @ts-expect-error the methodology is missing
    await client.organize.start({ path: '/' });
    // @ts-expect-error a name is only for uploads
    await client.files.get('id', { filename: 'a' });
  }).toBeFunction();
});
