from file_organizer import FileOrganizerClient

client = FileOrganizerClient()

# #region watch
with client.events.connect(on_missed=lambda: print("read everything again")) as events:
    client.files.upload(b"Buy milk.", path="/live", filename="notes.txt")
    client.organize.start(path="/live", methodology="type")
    for event in events:
        if event.event == "file_uploaded":
            print(event.data.path)
        if event.event == "organize_progress":
            print(event.data.status, event.data.progress)
        if event.event == "organize_complete":
            break
# #endregion

# #region changes
with client.events.connect(
    on_state=lambda state: print(state.status),  # connected, waiting, connecting, closed
    on_message=lambda message: (print(message.folders, message.trash), watched.close()),
) as watched:
    client.files.upload(b"Milk.", path="/changes", filename="list.txt")
    for event in watched:
        print(event.event)
# #endregion

# #region ticket
print(client.auth.ws_ticket().ticket)
# #endregion
