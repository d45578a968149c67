import createClient from 'openapi-fetch';
import type { paths } from './schema';

const client = createClient<paths>({
  baseUrl: 'https://api.bookshop.example',
  headers: { 'X-API-Key': 'my-key' },
});

const { data, error } = await client.GET('/books/{book_id}', {
  params: { path: { book_id: 'b1' } },
});
if (error) console.log(error.title);
else console.log(data.title);

// each page by hand
let cursor: string | undefined;
do {
  const page = await client.GET('/books', { params: { query: { cursor } } });
  for (const book of page.data?.items ?? []) console.log(book.title);
  cursor = page.data?.next_cursor ?? undefined;
} while (cursor);
