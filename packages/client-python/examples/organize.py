from file_organizer import FileOrganizerClient

with FileOrganizerClient() as client:
    client.files.upload(b"Buy milk.", "/uploads", filename="notes.txt")

    job = client.organize.start_and_wait(
        path="/uploads",
        methodology="type",
        options={"exclude": ["*.tmp"]},
        on_progress=lambda job: print(f"{job.status}: {job.progress} %"),
    )
    for change in client.organize.get_results(job.job_id):
        print(f"{change.from_} → {change.to} ({change.reason})")
    done = client.organize.execute_and_wait(job.job_id)
    print(f"{done.status}: {done.processed_count} of {done.total_count} files")

    undone = client.organize.rollback_and_wait(job.job_id)
    print(undone.status)
