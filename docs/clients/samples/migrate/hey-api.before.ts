import { getBook, listBooks } from './client';
import { client } from './client/client.gen';

client.setConfig({ baseUrl: 'https://api.bookshop.example', auth: () => 'my-key' });

const { data, error } = await getBook({ path: { book_id: 'b1' } });
if (error) console.log(error.title);
else console.log(data?.title);

// each page by hand
let cursor: string | undefined;
do {
  const page = await listBooks({ query: cursor === undefined ? {} : { cursor } });
  for (const book of page.data?.items ?? []) console.log(book.title);
  cursor = page.data?.next_cursor ?? undefined;
} while (cursor);
