import type { Case, Expected, Group, UnwrapStep } from '../case.ts';
import { anyError } from './shape.ts';

const body = '{"type":"order.shipped","order":"o-1"}';
/** `whsec_` and 24 bytes in Base64. */
const secret = `whsec_${Buffer.from('an example of a secret!!').toString('base64')}`;

const unwrap = (
  name: string,
  why: string,
  expect: Expected,
  variant?: UnwrapStep['variant'],
  text = body,
): Case => ({
  name,
  why,
  needs: ['webhooks'],
  steps: [
    {
      do: 'unwrap',
      webhook: 'orderShipped',
      body: text,
      secret,
      expect,
      ...(variant && { variant }),
    },
  ],
});

export const webhooks: Group = {
  name: 'webhooks',
  about: 'Requests of the API, signed by Standard Webhooks',
  cases: [
    unwrap('accepts a correct signature', 'nothing works without it', { body: JSON.parse(body) }),
    unwrap(
      'reads text beyond ASCII in a signed body',
      'the signature is of the bytes',
      { body: { type: 'order.shipped', order: 'ö-🌳' } },
      undefined,
      '{"type":"order.shipped","order":"ö-🌳"}',
    ),
    unwrap(
      'accepts one correct signature of several',
      'secrets are replaced while both are in use',
      { body: JSON.parse(body) },
      'several',
    ),
    unwrap(
      'refuses a delivery that is an hour ahead',
      'a recorded one could be sent later',
      anyError,
      'ahead',
    ),
    unwrap('refuses a wrong signature', 'anybody could send it', anyError, 'signature'),
    unwrap('refuses a body that was changed', 'anybody could change it', anyError, 'body'),
    unwrap(
      'refuses a delivery that is an hour old',
      'a recorded one could be sent again',
      anyError,
      'old',
    ),
    unwrap('refuses a delivery without a signature', 'anybody could send it', anyError, 'missing'),
  ],
};
