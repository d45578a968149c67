import { type BooksCreateParams, BookshopClient } from 'bookshop';

const client = new BookshopClient({ apiKey: 'my-key' });

// #region arguments
await client.books.update('b1', { title: 'Emma' });
await client.books.update({ book_id: 'b1', title: 'Emma' });
// #endregion

// #region null
await client.books.update('b1', { note: null }); // sends null
await client.books.update('b1', { title: 'Emma' }); // does not send a note
// #endregion

// #region directions
const draft: BooksCreateParams = {
  title: 'Emma',
  status: 'in_stock',
  published: '1815-12-23',
  supplier_key: 's-1', // writeOnly: not in what is returned
};
const book = await client.books.create(draft);
console.log(book.id, book.copies_sold); // readOnly: not in what is sent
// #endregion

// #region union
for (const medium of await client.media.list()) {
  if (medium.kind === 'printed') console.log(medium.pages, 'pages');
  else if (medium.kind === 'film') console.log(medium.minutes, 'minutes');
  else console.log('a newer kind', medium);
}
// #endregion
