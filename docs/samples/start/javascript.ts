// #region connect
import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient({
  baseUrl: 'http://localhost:8000',
  apiKey: process.env.FILE_ORGANIZER_API_KEY, // fo_…
});
// #endregion

// #region first
await client.files.upload(new File(['Buy milk.'], 'notes.txt'), '/uploads');

const job = await client.organize.startAndWait({ path: '/uploads', methodology: 'type' });
for await (const { from, to, reason } of client.organize.getResults(job.jobId)) {
  console.log(`${from} → ${to} (${reason})`);
}
const done = await client.organize.executeAndWait(job.jobId);
console.log(done.status);
// #endregion
