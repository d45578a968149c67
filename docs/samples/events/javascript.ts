import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();

// #region watch
const events = client.events.connect({ onMissed: () => console.log('read everything again') });
await events.connected;
await client.files.upload(new File(['Buy milk.'], 'notes.txt'), '/live');
await client.organize.start({ path: '/live', methodology: 'type' });
for await (const event of events) {
  if (event.event === 'file_uploaded') console.log(event.data.path);
  if (event.event === 'organize_progress') console.log(event.data.status, event.data.progress);
  if (event.event === 'organize_complete') break; // which closes the connection
}
// #endregion

// #region changes
const watched = client.events.connect({
  onState: (state) => console.log(state.status), // connected, waiting, connecting, closed
  onMessage: ({ folders, trash }) => {
    console.log(folders ?? 'anything', trash);
    watched.close();
  },
});
await watched.connected;
await client.files.upload(new File(['Milk.'], 'list.txt'), '/changes');
for await (const event of watched) console.log(event.event);
// #endregion

// #region ticket
const { ticket } = await client.auth.wsTicket();
const socket = new WebSocket(`ws://localhost:8000/api/v1/ws/my-client-id?ticket=${ticket}`);
socket.onmessage = ({ data }) => {
  const message = JSON.parse(data);
  console.log(message.type ?? message.event);
  socket.close();
};
// #endregion
