from file_organizer import FileOrganizerClient

client = FileOrganizerClient()
for name in ("a.txt", "copy of a.txt"):
    client.files.upload(b"the same", path="/twice", filename=name)

# #region scan
job = client.dedupe.scan_and_wait(path="/twice")
for group in client.dedupe.get_results(job.job_id):
    paths = " = ".join(file.path for file in group.files)
    print(f"{paths}: {group.size} bytes each")
# #endregion

# #region execute
done = client.dedupe.execute_and_wait(job.job_id, "shortest_path")
print(done.status)
# #endregion
