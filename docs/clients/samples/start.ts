// #region call
import { BookshopClient } from 'bookshop';

const client = new BookshopClient({ apiKey: 'my-key' });
const book = await client.books.get('b1');
console.log(book.title);
// #endregion
