import { BookshopClient } from 'bookshop';

// #region options
const withKey = new BookshopClient({ apiKey: 'my-key' });
const withChangingKey = new BookshopClient({ apiKey: async () => loadKey() });
const withTokens = new BookshopClient({
  accessToken: { clientId: 'shop', clientSecret: 'my-secret' },
});
// #endregion

for (const client of [withKey, withChangingKey, withTokens]) {
  console.log((await client.books.get('b1')).title);
}

function loadKey(): string {
  return 'my-key';
}
