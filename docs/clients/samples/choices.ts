import { BookshopClient } from '@bookshop/client';

const client = new BookshopClient({ apiKey: 'my-key' });

// #region choices
const book = await client.books.get({ bookId: 'b1' });
const sold: bigint = book.copiesSold;
console.log(sold + 1n);
// #endregion
