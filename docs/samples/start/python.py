# #region connect
import os

from file_organizer import FileOrganizerClient

client = FileOrganizerClient(
    base_url="http://localhost:8000",
    api_key=os.environ["FILE_ORGANIZER_API_KEY"],  # fo_…
)
# #endregion

# #region first
client.files.upload(b"Buy milk.", path="/uploads", filename="notes.txt")

job = client.organize.start_and_wait(path="/uploads", methodology="type")
for change in client.organize.get_results(job.job_id):
    print(f"{change.from_} → {change.to} ({change.reason})")

done = client.organize.execute_and_wait(job.job_id)
print(done.status)
# #endregion
