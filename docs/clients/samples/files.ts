import { writeFile } from 'node:fs/promises';
import { BookshopClient } from 'bookshop';

const client = new BookshopClient({ apiKey: 'my-key' });
await writeFile('cover.png', 'picture');

// #region upload
await client.books.cover.upload(
  'b1',
  { file: 'cover.png', caption: 'First edition' }, // the path of a file (Node), a Blob, bytes or a stream
  { onProgress: ({ loaded, total }) => console.log(`${loaded} of ${total} bytes`) },
);
// #endregion

// #region download
const response = await client.books.cover.download('b1');
await writeFile('copy.png', await response.bytes());
// #endregion

// #region wait
const done = await client.imports.startAndWait('https://example.com/books.csv', {
  onProgress: ({ status, books }) => console.log(status, books),
});
console.log(done.status);
// #endregion
