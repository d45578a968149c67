import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
// #region unwrap
import { webhooks } from 'bookshop';

/** The secret of the endpoint, as the API shows it. */
const secret = process.env.WEBHOOK_SECRET ?? '';

const server = createServer(async (request, response) => {
  try {
    const sale = await webhooks.unwrap(await text(request), request.headers, { secret });
    console.log(sale.book_id);
    response.writeHead(204).end();
  } catch {
    response.writeHead(400).end();
  }
});
// #endregion
server.listen(Number(process.env.WEBHOOK_PORT), '127.0.0.1', () => console.log('ready'));
