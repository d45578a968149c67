import os
from datetime import UTC, datetime, timedelta

from file_organizer import FileOrganizerClient

# #region key
program = FileOrganizerClient(
    base_url="http://localhost:8000",
    api_key=os.environ["FILE_ORGANIZER_API_KEY"],
)
me = program.auth.me()
print(f"{me.username}: {', '.join(me.scopes)}")
# #endregion

# #region login
client = FileOrganizerClient(base_url="http://localhost:8000")
client.auth.login(username="admin", password=os.environ["PASSWORD"])
print(client.auth.me().credential)
# #endregion

# #region create
created = client.auth.create_api_key(
    name="backup",
    scopes=["files:read"],
    expires_at=datetime.now(UTC) + timedelta(days=90),
)
print(created.key)  # this once
for key in client.auth.list_api_keys():
    print(key.key_id, key.name, key.last_used_at)
# #endregion

# #region delete
client.auth.delete_api_key(created.key_id)
# #endregion

# #region logout
client.auth.logout()
# #endregion

# #region token
session = client.auth.login(username="admin", password=os.environ["PASSWORD"])
other = FileOrganizerClient(
    base_url="http://localhost:8000",
    access_token=session.access_token,
)
print(other.files.list("/").total)
# #endregion
