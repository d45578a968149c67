import type { BoundOperation } from '../../contract/index.ts';
import type { Check, FollowUp } from '../check.ts';
import { type Credentials, isSuccess } from '../exchange.ts';
import { isSafe } from '../inputs.ts';

const signsOut = /(log|sign)[-_ ]?out/i;

/** What can be read with a credential alone. */
function* readableWith(key: string, { contract }: FollowUp): Generator<BoundOperation> {
  for (const each of contract.operations.values()) {
    const isOpened = each.security.some((one) => Object.keys(one).join() === key);
    const isPlain = !each.parameters.some(({ required }) => required);
    if (isSafe(each) && isOpened && isPlain && '401' in each.responses) yield each;
  }
}

/**
 * A session that was signed out of is refused (OWASP API2:2023). Only sessions in cookies, and only if the
 * settings get a new one for each request: others may not be ended here.
 */
export const sessionEnded: Check = {
  name: 'session-ended',
  promise: 'Sessions end with signing out',
  skippedIf: 'any-credentials',
  follow: async (operation, run) => {
    const { id, path, method, security } = operation;
    if (method !== 'post' && method !== 'delete') return;
    if (!signsOut.test(id) && !signsOut.test(path)) return;
    const scheme = run.schemes.find(
      ({ type, in: place, key }) =>
        type === 'apiKey' && place === 'cookie' && security.some((each) => key in each),
    );
    const credential = scheme && run.credentialOf(scheme);
    if (!scheme || typeof credential !== 'function') return;
    const [reading] = readableWith(scheme.key, run);
    const signingOut = await run.makeCase(operation, { byExample: true, optional: 0 });
    const made = reading && (await run.makeCase(reading, { byExample: true, optional: 0 }));
    if (!signingOut || !made) return;
    const session: Credentials = [[scheme, await credential()]];
    const before = await run.send({ ...made, kind: 'again', what: 'before signing out' }, session);
    if (!before || !isSuccess(before.response.status)) return;
    const ended = await run.send({ ...signingOut, kind: 'again', what: 'signs out' }, session);
    if (!ended || !isSuccess(ended.response.status)) return;
    const after = await run.send({ ...made, kind: 'again', what: 'after signing out' }, session);
    if (!after) return;
    const { status } = after.response;
    run.verdict(
      sessionEnded,
      ended,
      isSuccess(status) ? [`the session gets ${status} instead of 401 after signing out`] : [],
    );
  },
};
