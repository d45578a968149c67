from file_organizer import ConflictError, FileOrganizerClient

with FileOrganizerClient() as client:
    folder = client.folders.create("/documents/2026/tax")
    print(f"{folder.path}, and {folder.created_parents[-1]} above it")

    print(*client.files.list("/documents/2026").folders)

    try:
        client.folders.create("/documents/2026")
    except ConflictError as error:
        print(error.slug)
    try:
        client.folders.delete("/documents/2026")
    except ConflictError as error:
        print(error.slug)
    client.folders.delete("/documents/2026/tax")
