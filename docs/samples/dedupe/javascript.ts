import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();
for (const name of ['a.txt', 'copy of a.txt']) {
  await client.files.upload(new File(['the same'], name), '/twice');
}

// #region scan
const job = await client.dedupe.scanAndWait({ path: '/twice' });
for await (const { files, size } of client.dedupe.getResults(job.jobId)) {
  console.log(`${files.map(({ path }) => path).join(' = ')}: ${size} bytes each`);
}
// #endregion

// #region execute
const done = await client.dedupe.executeAndWait(job.jobId, 'shortest_path');
console.log(done.status);
// #endregion
