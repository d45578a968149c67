import base64
import hashlib
from pathlib import Path

import httpx
from file_organizer import ConnectionError, FileOrganizerClient

client = FileOrganizerClient()
Path("document.pdf").write_bytes(b"%PDF-1.7")
Path("notes.txt").write_text("Buy milk.")
Path("video.mp4").write_bytes(bytes(100_000))

# #region upload
with open("document.pdf", "rb") as document:
    file = client.files.upload(document, path="/documents")
print(file.file_id, file.path, file.size)
# #endregion

# #region form
listing = client.files.upload(b"Buy bread.", path="/documents", filename="list.txt")
# #endregion
print(listing.path)

# #region conflict
second = client.files.upload(
    Path("document.pdf"),
    path="/documents",
    on_conflict="rename",  # or "fail", or "replace"
)
print(second.name)
# #endregion

# #region put
content = b"Buy milk."
digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
client.files.put_content("/notes/notes.txt", content, content_digest=f"sha-256=:{digest}:")
# #endregion

# #region resume
with open("video.mp4", "rb") as video:
    size = Path("video.mp4").stat().st_size
    resumable = client.uploads.create(name="video.mp4", path="/videos", size=size)
    while not resumable.complete:
        video.seek(resumable.offset)
        part = video.read(8 * 1024 * 1024)
        try:
            resumable = client.uploads.append(
                resumable.upload_id, part, upload_offset=resumable.offset
            )
        except ConnectionError:
            resumable = client.uploads.get(resumable.upload_id, max_retries=10)
print(resumable.file and resumable.file.path)
# #endregion

# #region list
page = client.files.list(path="/")
print(page.total, *page.folders)

for each in client.files.list(path="/", recursive=True, sort_by="size"):
    print(f"{each.path}: {each.size} bytes")
# #endregion

# #region get
found = client.files.get(file.file_id)
print(found.mime_type, found.sha256)
# #endregion

# #region download
with client.files.content(file.file_id) as download:
    download.write_to_file("copy.pdf")
# #endregion

# #region range
with client.files.content(file.file_id, range="bytes=0-3") as part:
    print(part.read())
# #endregion

# #region link
link = client.files.link(file.file_id, disposition="inline")
beginning = httpx.get(f"http://localhost:8000{link.url}", headers={"Range": "bytes=0-3"})
print(beginning.status_code, link.expires_at)
# #endregion

# #region move
moved = client.files.update(
    file.file_id, path="/archive/report.pdf", if_match=file.etag
)
print(moved.path)
# #endregion

# #region folders
folder = client.folders.create("/taxes/2026")
print(folder.path, folder.created_parents)
client.folders.delete(folder.path)
# #endregion

# #region delete
client.files.delete(file.file_id)
for trashed in client.files.list_trash():
    print(trashed.original_path, trashed.deleted_at)
client.files.restore(file.file_id)
# #endregion

# #region restore
client.files.delete(file.file_id)
restored = client.files.restore(file.file_id, path="/restored/report.pdf")
print(restored.path)
# #endregion

# #region permanent
client.files.delete(file.file_id, permanent=True)
# #endregion
