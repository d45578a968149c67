import FileOrganizerClient, { AuthenticationError } from '@file-organizer/client';

// Signed in with a password: tokens are kept, and renewed before they end.
const client = new FileOrganizerClient();
await client.auth.login({ username: 'admin', password: process.env.PASSWORD ?? '' });
const { username, scopes } = await client.auth.me();
console.log(`${username} may: ${scopes.join(', ')}`);

// A key for a program, which is shown once.
const { key, keyId } = await client.auth.createApiKey({ name: 'backup', scopes: ['files:read'] });
const program = new FileOrganizerClient({ apiKey: key });
console.log((await program.files.list()).total);
for await (const { name } of client.auth.listApiKeys()) console.log(name);

await client.auth.deleteApiKey(keyId);
await program.files.list().catch((error: unknown) => {
  if (error instanceof AuthenticationError) console.log(error.message);
});
await client.auth.logout();
