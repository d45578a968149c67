import FileOrganizerClient, { AuthenticationError } from '@file-organizer/client';

// Sign in with a password: the client keeps the tokens and renews them before they expire.
const client = new FileOrganizerClient();
await client.auth.login({ username: 'admin', password: process.env.PASSWORD ?? '' });
const { username, scopes } = await client.auth.me();
console.log(`${username} may: ${scopes.join(', ')}`);

// Create a key for a program. It is shown only once.
const { key, keyId } = await client.auth.createApiKey({ name: 'backup', scopes: ['files:read'] });
const program = new FileOrganizerClient({ apiKey: key });
console.log((await program.files.list()).total);
for await (const { name } of client.auth.listApiKeys()) console.log(name);

await client.auth.deleteApiKey(keyId);
await program.files.list().catch((error: unknown) => {
  if (error instanceof AuthenticationError) console.log(error.message);
});
await client.auth.logout();
