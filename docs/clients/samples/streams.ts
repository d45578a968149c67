import { BookshopClient } from 'bookshop';

const client = new BookshopClient({ apiKey: 'my-key' });

// #region read
for await (const sale of client.sales.watch()) {
  console.log(sale.book_id, sale.sold_at);
  if (sale.book_id === 'b2') break; // closes the connection
}
// #endregion
