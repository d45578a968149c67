import FileOrganizerClient from '@file-organizer/client';

// #region key
const program = new FileOrganizerClient({
  baseUrl: 'http://localhost:8000',
  apiKey: process.env.FILE_ORGANIZER_API_KEY,
});
const { username, scopes } = await program.auth.me();
console.log(`${username}: ${scopes.join(', ')}`);
// #endregion

// #region login
const client = new FileOrganizerClient({ baseUrl: 'http://localhost:8000' });
await client.auth.login({ username: 'admin', password: process.env.PASSWORD ?? '' });
console.log((await client.auth.me()).credential);
// #endregion

// #region create
const created = await client.auth.createApiKey({
  name: 'backup',
  scopes: ['files:read'],
  expiresAt: new Date(Date.now() + 90 * 86_400_000).toISOString(),
});
console.log(created.key); // this once
for await (const { keyId, name, lastUsedAt } of client.auth.listApiKeys()) {
  console.log(keyId, name, lastUsedAt);
}
// #endregion

// #region delete
await client.auth.deleteApiKey(created.keyId);
// #endregion

// #region logout
await client.auth.logout();
// #endregion

// #region token
const session = await client.auth.login({
  username: 'admin',
  password: process.env.PASSWORD ?? '',
});
const other = new FileOrganizerClient({
  baseUrl: 'http://localhost:8000',
  accessToken: session.accessToken,
});
console.log((await other.files.list('/')).total);
// #endregion
