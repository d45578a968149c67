import os

from file_organizer import AuthenticationError, FileOrganizerClient

# Sign in with a password: the client keeps the tokens and renews them before they expire.
with FileOrganizerClient() as client:
    client.auth.login(username="admin", password=os.environ["PASSWORD"])
    me = client.auth.me()
    print(f"{me.username} may: {', '.join(me.scopes)}")

    # Create a key for a program. It is shown only once.
    made = client.auth.create_api_key(name="backup", scopes=["files:read"])
    with FileOrganizerClient(api_key=made.key) as program:
        print(program.files.list().total)
        for key in client.auth.list_api_keys():
            print(key.name)

        client.auth.delete_api_key(made.key_id)
        try:
            program.files.list()
        except AuthenticationError as error:
            print(error.message)
    client.auth.logout()
