/** How the reference client checks webhooks (Standard Webhooks). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { has } from './faults.ts';

/** @throws Error if the delivery is not signed with the secret */
export function unwrap({
  body,
  headers,
  secret,
}: {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
}): unknown {
  const {
    'webhook-id': id,
    'webhook-timestamp': at,
    'webhook-signature': signature = '',
  } = headers;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = has('ascii')
    ? Buffer.from(`${id}.${at}.${body}`, 'latin1')
    : `${id}.${at}.${body}`;
  const wanted = createHmac('sha256', key).update(signed).digest();
  const isOld =
    (has('no-future') ? Date.now() / 1000 - Number(at) : Math.abs(Date.now() / 1000 - Number(at))) >
      300 && !has('any-age');
  const isRight = signature
    .split(' ')
    .slice(0, has('first-signature') ? 1 : undefined)
    .some((each) => {
      const given = Buffer.from(each.replace(/^v1,/, ''), 'base64');
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    });
  if ((!isRight && !has('any-signature')) || isOld) throw new RangeError('Invalid signature');
  return JSON.parse(body);
}
