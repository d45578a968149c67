import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../check.ts';
import { isSuccess } from '../exchange.ts';
import { isIdempotencyKey } from '../inputs.ts';

const TRIES = 3;

/**
 * Where an operation takes an `Idempotency-Key`, the same request with the same key gets the same
 * answer, and another request with that key is refused
 * (draft-ietf-httpapi-idempotency-key-header, section 2.6).
 */
export const idempotency: Check = {
  name: 'idempotency',
  promise: 'A retry with the same Idempotency-Key has no second effect',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    const parameter = operation.parameters.find(isIdempotencyKey);
    if (!parameter) return;
    for (let tries = 0; tries < TRIES; tries++) {
      const made = await run.makeCase(operation, { byExample: tries === 0, optional: 0.5 });
      if (!made) return;
      const { request } = made;
      const key = request.headers[parameter.name] ?? `key-${run.values.random()}`;
      const withKey = { ...request, headers: { ...request.headers, [parameter.name]: key } };
      const once = { ...made, what: 'with an Idempotency-Key', request: withKey };
      const first = await run.send(once);
      if (!first || !isSuccess(first.response.status)) continue;
      const second = await run.send({ ...once, kind: 'again' });
      if (!second) return;
      run.verdict(
        idempotency,
        second,
        second.response.status !== first.response.status
          ? [`repeated request: ${second.response.status} after ${first.response.status}`]
          : isDeepStrictEqual(second.response.body, first.response.body)
            ? []
            : ['the repeated request has a different response'],
      );
      // Who asks is only in the body then, and another one may use the same key.
      if (operation.security.length === 0) return;
      const other = await run.makeCase(operation, { byExample: false, optional: 1 });
      if (!other || isSame(other.request.body, request.body)) return;
      const third = await run.send({
        ...once,
        kind: 'again',
        what: 'another request with the same Idempotency-Key',
        request: { ...other.request, headers: { ...other.request.headers, [parameter.name]: key } },
      });
      if (!third) return;
      const { status } = third.response;
      const isRefused = status >= 400 && status < 500;
      run.verdict(
        idempotency,
        third,
        isRefused ? [] : [`different request with the same key: ${status}`],
      );
      return;
    }
  },
};

const isSame = (left: Uint8Array = new Uint8Array(), right: Uint8Array = new Uint8Array()) =>
  Buffer.from(left).equals(right);
