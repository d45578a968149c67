import uuid

from file_organizer import FileOrganizerClient

# #region client
client = FileOrganizerClient(
    # base_url and api_key come from FILE_ORGANIZER_BASE_URL and FILE_ORGANIZER_API_KEY
    timeout=30,  # seconds, for all attempts of a call together
    max_retries=4,
)
# #endregion

# #region timeout
client.files.list("/", recursive=True, timeout=5)
# #endregion

client.files.upload(b"Cheese", path="/photos", filename="photo.txt")

# #region idempotency
key = str(uuid.uuid4())  # kept with the work that it belongs to
job = client.organize.start(path="/photos", methodology="date", idempotency_key=key)
again = client.organize.start(path="/photos", methodology="date", idempotency_key=key)
print(job.job_id == again.job_id)
# #endregion

# #region condition
file = client.files.upload(b"Buy milk.", path="/", filename="notes.txt")
client.files.update(file.file_id, name="list.txt", if_match=file.etag)
# #endregion
