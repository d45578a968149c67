import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, type Shop } from './shop/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.listener.close());

function send(parts: Readonly<Record<string, string | File>>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) form.append(name, value);
  return shop.request('/products/apple/photo', { method: 'POST', key: 'key-ada', body: form });
}

const photo = new File(['png'], 'apple.png', { type: 'image/png' });

describe('a form', () => {
  it('reaches the handler with its file and its fields', async () => {
    const response = await send({ caption: 'red', photo });
    expect([response.status, await response.json()]).toEqual([
      201,
      { sku: 'apple', filename: 'apple.png', size: 3, caption: 'red' },
    ]);
  });

  it('without its file is a 400 that names the field', async () => {
    expect(await (await send({ caption: 'red' })).json()).toMatchObject({
      errors: [{ pointer: '#/body/photo', message: 'Is required' }],
    });
  });

  it('has its file discarded if another field is invalid', async () => {
    const before = shop.photos();
    const response = await send({ photo, caption: 'x'.repeat(30) });
    expect([response.status, shop.photos()]).toEqual([400, before]);
  });

  it('with two files is a 400', async () => {
    const response = await send({ photo, film: new File(['x'], 'x.mp4') });
    expect(await response.text()).toContain('more than one file');
  });

  it('of another media type is a 415', async () => {
    const init = { method: 'POST', key: 'key-ada', body: '{}' };
    const headers = { 'Content-Type': 'application/json' };
    const response = await shop.request('/products/apple/photo', { ...init, headers });
    expect(response.status).toBe(415);
  });
});
