/**
 * A small shop built on the kit, on a port of its own, with its handlers and data.
 *
 * @module
 */
import {
  type App,
  type AppOptions,
  addressAndAccount,
  implement,
  isUnchanged,
  PagedList,
  type Principal,
  ProblemError,
  readiness,
  Tickets,
} from '@contract-first/hono';
import { type Listener, listen } from '@contract-first/hono/node';
import * as api from './generated/routes.gen.ts';

export type Customer = Principal & { readonly name: string };
type Product = { readonly sku: string; price: number };

const customer = (name: string, ...scopes: string[]): Customer => ({
  credential: `key of ${name}`,
  name,
  scopes: new Set(scopes),
});

/** The customers, by key. */
const keys: Readonly<Record<string, Customer>> = {
  'key-ada': customer('ada', 'orders'),
  'key-bob': customer('bob', 'orders'),
  'key-eve': customer('eve'),
  'key-staff': customer('staff', 'orders', 'products'),
};

const accounts: Readonly<Record<string, string>> = { ada: 'lovelace' };

/** An open shop. */
export type Shop = {
  readonly url: string;
  readonly listener: Listener;
  readonly app: App['app'];
  readonly tickets: Tickets<Customer>;
  /** How many orders were placed. */
  orders(): number;
  /** How many photos were saved and not discarded. */
  photos(): number;
  /** Makes orders wait until they are released; `begun` resolves when one waits. */
  hold(): { readonly begun: Promise<void>; readonly release: () => void };
  request(path: string, init?: RequestInit & { readonly key?: string }): Promise<Response>;
};

/** Opens a shop. */
export async function openShop(
  changed: Partial<AppOptions<typeof api, Customer>> = {},
): Promise<Shop> {
  const products = new Map<string, Product>(
    ['apple', 'pear', 'plum'].map((sku, at) => [sku, { sku, price: 10 + at }]),
  );
  const photos = new Set<Buffer>();
  const tickets = new Tickets<Customer>();
  let orders = 0;
  let wait = async () => {};
  const productOf = (sku: string): Product => {
    const product = products.get(sku);
    if (!product) throw new ProblemError('not_found', `There is no "${sku}"`);
    return product;
  };
  const verify = async (key: string) => keys[key];

  const app = implement(api).with({
    credentials: {
      ApiKey: { type: 'apiKey', in: 'header', name: 'X-Shop-Key', verify },
      Bearer: { type: 'http', scheme: 'bearer', verify, isGuess: async (key) => key !== 'expired' },
      Signature: {
        ...{ type: 'apiKey', in: 'header', name: 'X-Signature' },
        verify: async (signature) => (signature === 'signed' ? customer('signer') : undefined),
      },
      Ticket: {
        ...{ type: 'apiKey', in: 'query', name: 'ticket' },
        verify: (ticket) => tickets.redeem(ticket),
      },
    },
    limits: { keys: { account: addressAndAccount({ name: (name) => name }) } },
    problems: { catalogue: [{ code: 'sold_out', status: 409, title: 'The product is sold out' }] },
    handlers: {
      health: () => ({ status: 200, body: readiness([{ name: 'stock' }]) }),

      'session.begin': ({ body, idempotently }) => {
        if (accounts[body.name] !== body.password) {
          throw new ProblemError('invalid_credentials', 'The name or the password is wrong');
        }
        return idempotently(
          body,
          async () => ({ status: 200, body: { token: `key-${body.name}` } }),
          body.name,
        );
      },

      'products.list': ({ query, principal }) => {
        const list = new PagedList('/products', query);
        const isText = (value: unknown): value is string => typeof value === 'string';
        const after = list.after(isText) ?? '';
        const rows = [...products.values()].filter(({ sku }) => sku > after);
        const page = list.pageOf(rows, ({ sku }) => sku);
        const hidden = principal ? page.rows : page.rows.map(({ sku }) => ({ sku, price: 0 }));
        return { status: 200, headers: { Link: page.link }, body: { items: hidden } };
      },

      'products.import': async ({ content }) => {
        for await (const chunk of content) {
          for (const [, sku = '', price] of String(chunk).matchAll(/^(\w+),(\d+)$/gm)) {
            products.set(sku, { sku, price: Number(price) });
          }
        }
        return { status: 200, body: `${products.size} products` };
      },

      'products.get': ({ params, headers }) => {
        const product = productOf(params.sku);
        const ETag = `"${product.price}"`;
        if (isUnchanged(headers, { etag: ETag, modifiedMs: 0 })) {
          return { status: 304, headers: { ETag }, body: undefined };
        }
        return { status: 200, headers: { ETag }, body: product };
      },

      'products.change': ({ params, body }) => {
        const product = productOf(params.sku);
        product.price = body?.price ?? product.price;
        return { status: 200, body: product };
      },

      'products.photo': async ({ params, form }) => {
        const { file, filename, fields } = await form.receive({
          part: 'photo',
          save: async (stream) => {
            const photo = Buffer.concat(await stream.toArray());
            photos.add(photo);
            return photo;
          },
          discard: async (photo) => {
            photos.delete(photo);
          },
        });
        const { sku } = productOf(params.sku);
        return { status: 201, body: { sku, filename, size: file.length, ...fields } };
      },

      'orders.create': async ({ body, principal }) => {
        await wait();
        if (body.sku === 'unicorn') throw new ProblemError('sold_out', 'The last one is gone');
        if (body.sku === 'dragon') throw new Error('SELECT secret FROM dragons');
        if (body.sku === 'lie')
          return { status: 201, headers: { Location: '/' }, body: {} as never };
        orders++;
        const order_id = `${principal.name}-${orders}`;
        const headers = { Location: `/orders/${order_id}` };
        return { status: 201, headers, body: { order_id, sku: body.sku, count: body.count } };
      },

      'orders.live': ({ principal }) => ({
        status: 101,
        open: (socket) => socket.send(`hello ${principal.name}`),
      }),
    },
    ...changed,
  });
  const listener = await listen(app, { host: '127.0.0.1', port: 0 });
  return {
    url: listener.url,
    listener,
    app: app.app,
    tickets,
    orders: () => orders,
    photos: () => photos.size,
    hold: () => {
      const begun = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      wait = () => {
        begun.resolve();
        return released.promise;
      };
      return { begun: begun.promise, release: released.resolve };
    },
    request: (path, { key, headers, ...init } = {}) =>
      fetch(`${listener.url}${path}`, {
        ...init,
        headers: { ...(key && { 'X-Shop-Key': key }), ...headers },
      }),
  };
}

/** A request with an order as JSON. */
export const order = (sku = 'apple', count = 1, more: object = {}) => ({
  method: 'POST',
  key: 'key-ada',
  body: JSON.stringify({ sku, count, ...more }),
});
export const json = { 'Content-Type': 'application/json' };

/** The code of a problem. */
export async function codeOf(response: Response): Promise<unknown> {
  const { code } = (await response.json()) as { readonly code?: unknown };
  return code;
}
