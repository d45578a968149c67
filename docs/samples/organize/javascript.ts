import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();
await client.files.upload(new File(['Buy milk.'], 'notes.txt'), '/inbox');

// #region start
const job = await client.organize.start({ path: '/inbox', methodology: 'para' });
console.log(job.jobId);
// #endregion

// #region status
let status = await client.organize.getStatus(job.jobId);
while (status.status === 'pending' || status.status === 'scanning') {
  await new Promise((resolve) => setTimeout(resolve, 500));
  status = await client.organize.getStatus(job.jobId);
}
console.log(status.status, status.progress);
// #endregion

// #region results
for await (const change of client.organize.getResults(job.jobId)) {
  console.log(change.from, change.to, change.reason, change.confidence);
}
const { kept } = await client.organize.getResults(job.jobId);
console.log(`${kept.length} stay where they are`);
// #endregion

// #region change
const changed = await client.organize.changePlan(job.jobId, {
  changes: [{ from: '/inbox/notes.txt', to: '/inbox/Lists/shopping.txt' }],
});
console.log(changed.items[0]?.to);
// #endregion

// #region execute
const done = await client.organize.executeAndWait(job.jobId, {
  onProgress: ({ status, progress }) => console.log(status, progress),
});
console.log(`${done.status}: ${done.processedCount} of ${done.totalCount}`);
// #endregion

// #region rollback
const undone = await client.organize.rollbackAndWait(job.jobId);
console.log(undone.status);
// #endregion

// #region options
const plan = await client.organize.startAndWait({
  path: '/inbox',
  methodology: 'para',
  dryRun: true, // this plan can never be carried out
  options: { projects: ['Website relaunch'], exclude: ['*.tmp'], minConfidence: 0.5 },
});
console.log(plan.status);
// #endregion
