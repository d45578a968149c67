import { BookshopClient } from 'bookshop';

const client = new BookshopClient({ apiKey: 'my-key' });

// #region read
for await (const sale of client.sales.watch()) {
  console.log(sale.book_id, sale.sold_at);
  if (sale.book_id === 'b2') break; // closes the connection
}
// #endregion

// #region events
for await (const event of client.stock.watch()) {
  switch (event.event) {
    case 'arrived':
      console.log(`${event.data.copies} copies of ${event.data.book_id}`);
      break;
    case 'sold-out':
      console.log(`${event.data} is sold out`);
      break;
    default: // of a newer server
      console.log('A newer event:', event);
  }
}
// #endregion
