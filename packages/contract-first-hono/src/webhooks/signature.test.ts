/** The signature of Standard Webhooks, by the example that its libraries are tested with. */
import { describe, expect, it } from 'vitest';
import { signatureHeaders } from './signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const body = new TextEncoder().encode('{"test": 2432232314}');
const at = new Date(1_614_265_330_000);
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

describe('a signed message', () => {
  it('has the headers of the example', () => {
    expect(signatureHeaders(body, { secret, id }, at)).toEqual({
      'webhook-id': id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': signature,
    });
  });

  it('takes a secret without its prefix', () => {
    const plain = secret.replace('whsec_', '');
    const headers = signatureHeaders(body, { secret: plain, id }, at);
    expect(headers['webhook-signature']).toBe(signature);
  });

  it('has a signature for each of several secrets', () => {
    const other = `whsec_${Buffer.alloc(32, 'a').toString('base64')}`;
    const headers = signatureHeaders(body, { secret: [other, secret], id }, at);
    expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
    expect(headers['webhook-signature']?.split(' ')[1]).toBe(signature);
  });

  it('has a new id if none is given', () => {
    const ids = [1, 2].map(() => signatureHeaders(body, { secret }, at)['webhook-id']);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a message is not signed', () => {
  it.each([
    ['a secret that is not base64', { secret: 'whsec_not base64 at all, whatever', id }],
    ['a secret of 23 bytes', { secret: Buffer.alloc(23).toString('base64'), id }],
    ['no secret', { secret: [], id }],
    ['an id with a full stop', { secret, id: 'a.b' }],
  ])('with %s', (_what, signing) => {
    expect(() => signatureHeaders(body, signing, at)).toThrow(TypeError);
  });

  it('and the error does not repeat the secret', () => {
    expect(() => signatureHeaders(body, { secret: 'hunter2', id }, at)).not.toThrow(/hunter2/);
  });
});
