import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();
const events = client.events.connect({ onMissed: () => console.log('reload everything') });
await events.connected;

await client.files.upload(new File(['Buy milk.'], 'notes.txt'), '/uploads');
await client.organize.start({ path: '/uploads', methodology: 'type' });
for await (const event of events) {
  if (event.event === 'file_uploaded') console.log(`uploaded ${event.data.path}`);
  if (event.event === 'organize_progress') console.log(`${event.data.progress} %`);
  if (event.event === 'organize_complete') break;
}
