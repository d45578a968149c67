import { BookshopClient } from 'bookshop';

const client = new BookshopClient({ apiKey: 'my-key' });

// #region all
for await (const book of client.books.list({ status: 'in_stock' })) {
  console.log(book.title);
}
// #endregion

// #region page
const page = await client.books.list({ limit: 2 });
console.log(page.items.length, page.next_cursor);
// #endregion

// #region pages
for await (const { items } of client.books.list({ limit: 2 }).pages()) {
  console.log(items.length, 'books');
}
// #endregion
