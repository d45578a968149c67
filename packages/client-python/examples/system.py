import logging

from file_organizer import FileOrganizerClient

# Log each attempt, without queries, bodies and credentials.
logging.basicConfig(format="%(name)s %(message)s")
logging.getLogger("file_organizer").setLevel(logging.DEBUG)

with FileOrganizerClient() as client:
    response = client.system.with_raw_response.health()
    print(response.parse().status, response.status_code, response.request_id is not None)
    print(f"{client.system.stats().files.count} files")
