import FileOrganizerClient from '@file-organizer/client';

const client = new FileOrganizerClient();
const user = await client.users.create({
  username: 'kim',
  password: 'correct horse battery staple',
  scopes: ['files:read', 'search:read'],
});
await client.users.update(user.userId, { scopes: ['files:read', 'files:write'] });
for await (const { username, scopes } of client.users.list()) {
  console.log(`${username}: ${scopes.join(', ')}`);
}
await client.users.delete(user.userId);
