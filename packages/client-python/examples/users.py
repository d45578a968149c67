from file_organizer import FileOrganizerClient

with FileOrganizerClient() as client:
    user = client.users.create(
        username="jane",
        password="correct horse battery staple",
        scopes=["files:read", "search:read"],
    )
    client.users.update(user.user_id, scopes=["files:read", "files:write"])
    for each in client.users.list():
        print(f"{each.username}: {', '.join(each.scopes)}")
    client.users.delete(user.user_id)
