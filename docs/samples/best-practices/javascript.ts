import FileOrganizerClient from '@file-organizer/client';

// #region client
const client = new FileOrganizerClient({
  // baseUrl and apiKey come from FILE_ORGANIZER_BASE_URL and FILE_ORGANIZER_API_KEY
  timeout: 30_000, // milliseconds, for all attempts of a call together
  maxRetries: 4,
});
// #endregion

// #region timeout
await client.files.list('/', { recursive: true }, { timeout: 5_000 });
// #endregion

await client.files.upload(new File(['Cheese'], 'photo.txt'), '/photos');

// #region idempotency
const idempotencyKey = crypto.randomUUID(); // kept with the work that it belongs to
const scan = { path: '/photos', methodology: 'date' } as const;
const job = await client.organize.start(scan, { idempotencyKey });
const again = await client.organize.start(scan, { idempotencyKey });
console.log(job.jobId === again.jobId);
// #endregion

// #region condition
const file = await client.files.upload(new File(['Buy milk.'], 'notes.txt'), '/');
await client.files.update(file.fileId, { name: 'list.txt' }, { ifMatch: file.etag });
// #endregion
