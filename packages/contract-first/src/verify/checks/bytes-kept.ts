import { isJson } from '../../contract/index.ts';
import type { Check } from '../check.ts';
import { isSuccess } from '../exchange.ts';
import { pathnameOf, readUntil } from '../resources.ts';

/**
 * A GET returns the bytes that a PUT has stored (RFC 9110, section 9.3.4): of media types that are neither
 * JSON nor forms, whose bytes no server has a reason to write anew.
 */
export const bytesKept: Check = {
  name: 'bytes-kept',
  promise: 'A GET returns the bytes of a PUT',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    if (operation.method !== 'put') return;
    const made = await run.makeCase(operation, { byExample: false, optional: 1 });
    const mediaType = made?.inputs?.body?.mediaType ?? '';
    const isBytes = /^(application\/octet-stream|image\/|audio\/|video\/)/.test(mediaType);
    if (!made || isJson(mediaType) || !isBytes || !made.request.body?.byteLength) return;
    // Plain text survives being read as text here.
    const stored = `bytes of ${run.values.random()}`;
    const request = { ...made.request, body: new TextEncoder().encode(stored) };
    const written = await run.send({ ...made, request });
    if (!written || !isSuccess(written.response.status) || written.response.status === 202) return;
    const pathname = pathnameOf(request);
    const after = await readUntil(
      run,
      pathname,
      'after it was stored',
      ({ response }) => response.status === 200 && response.text === stored,
    );
    if (!after) return;
    const { status, text } = after.response;
    const isThere = isSuccess(status);
    if (isThere && text === stored) run.verdict(bytesKept, after, []);
    else if (isThere) run.verdict(bytesKept, after, ['a GET returns other bytes than were stored']);
    else if (status === 404) run.verdict(bytesKept, after, ['404 after it was stored']);
  },
};
