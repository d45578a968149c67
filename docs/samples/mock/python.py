from file_organizer import FileOrganizerClient

# #region use
client = FileOrganizerClient(
    base_url="http://localhost:4010",
    api_key="fo_abc123_token456",
)
print(client.files.list("/").total)
# #endregion
