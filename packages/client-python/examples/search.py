import time

from file_organizer import FileOrganizerClient

with FileOrganizerClient() as client:
    client.files.upload(b"Buy milk and bread.", filename="groceries.txt")

    # New files are indexed a moment after the upload.
    while client.search.query("groceries").indexing:
        time.sleep(0.05)

    for result in client.search.query("groceries", type="document"):
        print(f"{result.file.path} {result.score:.2f} ({', '.join(result.matched)})")
