import time

from file_organizer import FileOrganizerClient

client = FileOrganizerClient()
client.files.upload(b"Buy milk.", path="/inbox", filename="notes.txt")

# #region start
job = client.organize.start(path="/inbox", methodology="para")
print(job.job_id)
# #endregion

# #region status
status = client.organize.get_status(job.job_id)
while status.status in ("pending", "scanning"):
    time.sleep(0.5)
    status = client.organize.get_status(job.job_id)
print(status.status, status.progress)
# #endregion

# #region results
for change in client.organize.get_results(job.job_id):
    print(change.from_, change.to, change.reason, change.confidence)
results = client.organize.get_results(job.job_id)
print(f"{len(results.kept)} stay where they are")
# #endregion

# #region change
changed = client.organize.change_plan(
    job.job_id, changes=[{"from": "/inbox/notes.txt", "to": "/inbox/Lists/shopping.txt"}]
)
print(changed.items[0].to)
# #endregion

# #region execute
done = client.organize.execute_and_wait(
    job.job_id, on_progress=lambda job: print(job.status, job.progress)
)
print(f"{done.status}: {done.processed_count} of {done.total_count}")
# #endregion

# #region rollback
undone = client.organize.rollback_and_wait(job.job_id)
print(undone.status)
# #endregion

# #region options
plan = client.organize.start_and_wait(
    path="/inbox",
    methodology="para",
    dry_run=True,  # this plan can never be carried out
    options={"projects": ["Website relaunch"], "exclude": ["*.tmp"], "min_confidence": 0.5},
)
print(plan.status)
# #endregion
