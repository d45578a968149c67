import { BookshopClient, BookshopError, NotFoundError, RateLimitError } from 'bookshop';

const client = new BookshopClient({ apiKey: 'my-key' });

// #region catch
try {
  await client.books.get('lost');
} catch (error) {
  if (error instanceof NotFoundError) console.log('No such book', error.requestId);
  else if (error instanceof RateLimitError) console.log(`Wait ${error.retryAfter} seconds`);
  else if (error instanceof BookshopError) console.log(error.status, error.message, error.body);
  else throw error;
}
// #endregion

// #region result
const outcome = await client.books.get('lost').result();
if (outcome.ok) console.log(outcome.data.title);
else if (outcome.status === 404)
  console.log(outcome.error.body.title); // typed: a Problem
else throw outcome.error;
// #endregion

// #region options
const patient = new BookshopClient({ apiKey: 'my-key', timeout: 10_000, maxRetries: 5 });
await patient.books.get('b1', { timeout: 2_000, maxRetries: 0 });
// #endregion

// #region abort
const controller = new AbortController();
const slow = client.books.get('b1', { signal: controller.signal });
controller.abort();
await slow.catch((error: unknown) => console.log(error instanceof BookshopError));
// #endregion

// #region raw
const { data, response, requestId } = await client.books.get('b1').withResponse();
console.log(data.title, response.status, response.headers.get('etag'), requestId);
// #endregion

// #region log
const logged = new BookshopClient({
  apiKey: 'my-key',
  logger: console,
  middleware: [
    async (request, next) => {
      request.headers.set('X-Team', 'sales');
      return next(request);
    },
  ],
});
await logged.books.get('b1');
// #endregion
