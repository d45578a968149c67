import { BookshopClient } from 'bookshop';

const client = new BookshopClient({ apiKey: 'my-key' });

const outcome = await client.books.get('b1').result();
if (outcome.ok) console.log(outcome.data.title);
else console.log(outcome.error.message);

for await (const book of client.books.list()) console.log(book.title);
