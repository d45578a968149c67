import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();
for (const name of ['a.txt', 'copy of a.txt']) {
  await client.files.upload(new File(['the same'], name), '/twice');
}

// #region scan
const job = await client.dedupe.scanAndWait({ path: '/twice', exclude: ['*.tmp'] });
for await (const { files, size } of client.dedupe.getResults(job.jobId)) {
  console.log(`${files.map(({ path }) => path).join(' = ')}: ${size} bytes each`);
}
// #endregion

// #region execute
const spare: string[] = []; // the sha256 of each group of which all files stay
const done = await client.dedupe.executeAndWait(job.jobId, 'shortest_path', { spare });
console.log(done.status);
// #endregion
