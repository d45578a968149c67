import { Readable } from 'node:stream';
import { expectTypeOf, test } from 'vitest';
import {
  type ApiPromise,
  type Change,
  type FileEntry,
  type FileEntryList,
  FileOrganizerClient,
  type FileOrganizerError,
  type FilesContentOutcome,
  type FilesDeleteOutcome,
  type FilesListOutcome,
  type Job,
  type JobResults,
  type LiveEvent,
  type OrganizeGetResultsOutcome,
  type OrganizeScanOutcome,
  type PagePromise,
  type RateLimitError,
} from './index.ts';

declare const client: FileOrganizerClient;

// What is in these functions is only compiled: the compiler is the test.

test('methods return the types of the contract', () => {
  expectTypeOf<FileOrganizerClient['files']['list']>().returns.toEqualTypeOf<
    PagePromise<FileEntryList, FileEntry, FilesListOutcome>
  >();
  expectTypeOf<FileOrganizerClient['organize']['start']>().returns.toEqualTypeOf<
    ApiPromise<Job, OrganizeScanOutcome>
  >();
  expectTypeOf<FileOrganizerClient['organize']['getResults']>().returns.toEqualTypeOf<
    PagePromise<JobResults, Change, OrganizeGetResultsOutcome>
  >();
  expectTypeOf<FileOrganizerClient['files']['delete']>().returns.toEqualTypeOf<
    ApiPromise<void, FilesDeleteOutcome>
  >();
  expectTypeOf<FileOrganizerClient['files']['content']>().returns.toEqualTypeOf<
    ApiPromise<Response, FilesContentOutcome>
  >();
});

test('properties are camelCase', () => {
  expectTypeOf<FileEntry['mimeType']>().toBeString();
  expectTypeOf<FileEntry['sha256']>().toEqualTypeOf<string | null>();
  expectTypeOf<FileEntryList['nextCursor']>().toEqualTypeOf<string | null>();
  expectTypeOf<JobResults['items'][number]['needsReview']>().toBeBoolean();
  expectTypeOf<FileEntry>().not.toHaveProperty('mime_type');
});

test('errors have typed properties', () => {
  expectTypeOf<FileOrganizerError['code']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<RateLimitError['retryAfter']>().toBeNumber();
  expectTypeOf<RateLimitError>().toExtend<FileOrganizerError>();
});

test('methods accept only the arguments of the contract', () => {
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
    await client.files.delete('id', {}, { ifMatch: '"a"', maxRetries: 0, idempotencyKey: 'k' });
    await client.files.get('id', { ifMatch: '"a"', ifNoneMatch: '"b"' });
    await client.files.content('id', { range: 'bytes=0-9' });
    await client.files.list(undefined, { recursive: undefined }, { timeout: undefined });
    await client.organize.scan({ path: '/', methodology: 'type', options: { exclude: undefined } });
    await client.files.upload('a', '/', {}, { filename: undefined, onProgress: undefined });
    await client.organize.startAndWait({ path: '/', methodology: 'type' }, { signal: undefined });
    client.events.connect({ jobId: undefined }, { signal: undefined });
    // @ts-expect-error no such condition
    await client.files.get('id', { ifModifiedSince: 'Thu, 01 Jan 2026 00:00:00 GMT' });
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

test('client options may be undefined', () => {
  expectTypeOf(
    () =>
      new FileOrganizerClient({
        baseUrl: undefined,
        apiKey: undefined,
        accessToken: undefined,
        timeout: undefined,
        maxRetries: undefined,
        fetch: undefined,
        middleware: undefined,
        WebSocket: undefined,
        waitForRateLimit: undefined,
        logger: { debug: undefined, warn: console.warn },
      }),
  ).toBeFunction();
});

test('lists yield items and pages', () => {
  expectTypeOf(async () => {
    for await (const file of client.files.list('/')) expectTypeOf(file).toEqualTypeOf<FileEntry>();
    for await (const page of client.files.list().pages())
      expectTypeOf(page).toEqualTypeOf<FileEntryList>();
    // @ts-expect-error a session has no pages
    client.auth.me().pages();
  }).toBeFunction();
});

test('withResponse types data and response', () => {
  expectTypeOf(async () => {
    const { data, response, requestId } = await client.files.get('id').withResponse();
    expectTypeOf(data).toEqualTypeOf<FileEntry>();
    expectTypeOf(response).toEqualTypeOf<Response>();
    expectTypeOf(requestId).toEqualTypeOf<string | undefined>();
  }).toBeFunction();
});

test('waiting for a job resolves to the job', () => {
  expectTypeOf(async () => {
    const job = await client.organize.startAndWait(
      { path: '/', methodology: 'type' },
      { onProgress: (state) => expectTypeOf(state).toEqualTypeOf<Job>() },
    );
    expectTypeOf(job).toEqualTypeOf<Job>();
  }).toBeFunction();
});

test('event streams yield events by kind', () => {
  expectTypeOf(async () => {
    for await (const event of client.events.connect()) {
      expectTypeOf(event).toEqualTypeOf<LiveEvent>();
      if (event.event === 'organize_complete') expectTypeOf(event.data).toEqualTypeOf<Job>();
      if (event.event === 'file_uploaded') expectTypeOf(event.data).toEqualTypeOf<FileEntry>();
      if (event.event === 'error') expectTypeOf(event.data.jobId).toEqualTypeOf<string | null>();
    }
  }).toBeFunction();
});
