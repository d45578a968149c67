from file_organizer import FileOrganizerClient

with FileOrganizerClient() as client:
    for name in ("a.txt", "copy of a.txt"):
        client.files.upload(b"the same", "/twice", filename=name)

    job = client.dedupe.scan_and_wait(path="/twice")
    for group in client.dedupe.get_results(job.job_id):
        paths = " = ".join(file.path for file in group.files)
        print(f"{paths}: {group.size} bytes each")

    done = client.dedupe.execute_and_wait(job.job_id, "oldest")
    print(f"{done.status}: {client.files.list('/twice').total} left")
