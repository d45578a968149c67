import time

from file_organizer import FileOrganizerClient

client = FileOrganizerClient()
client.files.upload(b"Buy milk and bread.", path="/notes", filename="groceries.txt")
while client.search.query("groceries").indexing:
    time.sleep(0.05)

# #region search
for hit in client.search.query("milk", type="document"):
    print(hit.file.path, hit.score)
    if hit.passage:
        for match in hit.passage.matches:
            print(hit.passage.text[match.start : match.end], "in:", hit.passage.text)
# #endregion
