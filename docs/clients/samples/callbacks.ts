import { callbacks } from 'bookshop';

/** The body of a request, as it was received. */
const body = '{"book_id":"b1","delivered_at":"2026-11-30T10:00:00Z"}';

// #region parse
const { book_id, delivered_at } = callbacks.parse(body, 'delivered');
console.log(book_id, delivered_at);
// #endregion
