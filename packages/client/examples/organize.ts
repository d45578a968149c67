import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();
await client.files.upload(new File(['Buy milk.'], 'notes.txt'), '/uploads');

const job = await client.organize.startAndWait(
  { path: '/uploads', methodology: 'type', options: { exclude: ['*.tmp'] } },
  { onProgress: ({ status, progress }) => console.log(`${status}: ${progress} %`) },
);
for await (const { from, to, reason } of client.organize.getResults(job.jobId)) {
  console.log(`${from} → ${to} (${reason})`);
}
const done = await client.organize.executeAndWait(job.jobId);
console.log(`${done.status}: ${done.processedCount} of ${done.totalCount} files`);

const undone = await client.organize.rollbackAndWait(job.jobId);
console.log(undone.status);
