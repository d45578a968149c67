import { configure, getBook, listBooks } from './client';

configure({
  serverUrl: 'https://api.bookshop.example',
  auth: { apiKey: { ApiKey: 'my-key' } },
});

const book = await getBook({ path: { book_id: 'b1' } });
console.log(book.title);

// each page by hand
let cursor: string | undefined;
do {
  const page = await listBooks({ query: cursor === undefined ? {} : { cursor } });
  for (const each of page.items) console.log(each.title);
  cursor = page.next_cursor ?? undefined;
} while (cursor);
