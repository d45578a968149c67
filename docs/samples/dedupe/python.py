from file_organizer import FileOrganizerClient

client = FileOrganizerClient()
for name in ("a.txt", "copy of a.txt"):
    client.files.upload(b"the same", path="/twice", filename=name)

# #region scan
job = client.dedupe.scan_and_wait(path="/twice", exclude=["*.tmp"])
for group in client.dedupe.get_results(job.job_id):
    paths = " = ".join(file.path for file in group.files)
    print(f"{paths}: {group.size} bytes each")
# #endregion

# #region execute
spare: list[str] = []  # the sha256 of each group of which all files stay
done = client.dedupe.execute_and_wait(job.job_id, "shortest_path", spare=spare)
print(done.status)
# #endregion
