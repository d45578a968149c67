from file_organizer import FileOrganizerClient, FileOrganizerError, NotFoundError

client = FileOrganizerClient()

# #region catch
try:
    client.files.list("/missing")
except FileOrganizerError as error:
    print(error.code, error.slug, error.message, error.request_id)
# #endregion

# #region class
try:
    client.organize.get_status("0198c0de-7a11-7000-8000-00000000a001")
except NotFoundError:
    print("No such job")
# #endregion

# #region fields
try:
    client.files.list("/", limit=5000)
except FileOrganizerError as error:
    for field in error.errors:
        print(field.pointer, field.message)
# #endregion
