from file_organizer import (
    ConflictError,
    FileOrganizerClient,
    NotModifiedError,
    PreconditionError,
)

with FileOrganizerClient() as client:
    file = client.files.upload(
        b"Buy milk.",
        "/documents",
        filename="notes.txt",
        on_conflict="fail",
        on_progress=lambda progress: print(f"{progress.loaded} of {progress.total}"),
    )
    client.files.put_content("/documents/raw.txt", iter([b"Buy ", b"bread."]))

    for each in client.files.list("/", recursive=True, sort_by="size"):
        print(f"{each.path}: {each.size} bytes")
    for page in client.files.list("/documents", limit=1).pages():
        print(f"{len(page.items)} of {page.total}")

    with client.files.content(file.file_id, range="bytes=0-2") as part:
        print(part.headers["content-range"], part.read())
    client.files.content(file.file_id).write_to_file("notes.txt")

    # Only if nobody else has changed it.
    renamed = client.files.update(file.file_id, name="list.txt", if_match=file.etag)
    try:
        client.files.get(file.file_id, if_none_match=renamed.etag)
    except NotModifiedError:
        print("still the same")
    try:
        client.files.delete(file.file_id, if_match='"another"')
    except PreconditionError:
        print("it has changed")
    try:
        client.files.upload(b"x", "/documents", filename="list.txt", on_conflict="fail")
    except ConflictError as error:
        print(error.slug)

    client.files.delete(file.file_id)
    print(f"{client.files.list_trash().total} in the trash")
    client.files.restore(file.file_id)
