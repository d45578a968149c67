import type { Check } from '../check.ts';
import { withHeader } from '../credentials.ts';
import { type Exchange, isSuccess } from '../exchange.ts';

/** The number of bytes of a body, as far as its text tells: none if it is not ASCII. */
const lengthOf = ({ response: { text, isWhole } }: Exchange): number | undefined =>
  isWhole && /^[\0-\x7f]*$/.test(text) ? text.length : undefined;

/** The text of a `Content-Length`, which none has that is sent in chunks. */
const declaredLength = ({ response: { headers } }: Exchange): string | null =>
  headers.get('Content-Length');

/**
 * A part is what was asked for, with its place in `Content-Range` (RFC 9110, section 15.3.7). A server may
 * answer with everything and 200 instead.
 */
function rangeFaults(whole: Exchange, part: Exchange): string[] {
  if (part.response.status !== 206) return [];
  const length = lengthOf(whole);
  const range = part.response.headers.get('Content-Range');
  if (range === null) return ['the 206 has no Content-Range'];
  const [, from, to, of] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(range) ?? [];
  if (from === undefined) return [`Content-Range is not valid: ${range}`];
  if (from !== '0' || to !== '0') return [`the 206 for bytes=0-0 has Content-Range: ${range}`];
  if (length !== undefined && of !== '*' && of !== String(length)) {
    return [`Content-Range counts ${of} bytes of ${length}: ${range}`];
  }
  const { text } = part.response;
  return text === whole.response.text.slice(0, 1) ? [] : ['the 206 for bytes=0-0 has other bytes'];
}

/** Parts of representations have their place, and HEAD the length of a GET (RFC 9110, sections 8.6 and 14). */
export const ranges: Check = {
  name: 'ranges',
  promise: 'A 206 has the requested bytes; HEAD and GET have the same Content-Length',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    if (operation.method !== 'get') return;
    const made = await run.makeCase(operation, { byExample: true, optional: 0 });
    const head =
      made && run.contract.match('HEAD', new URL(made.request.target, 'http://a').pathname);
    const isPartial = '206' in operation.responses;
    if (!made || !(isPartial || head)) return;
    const whole = await run.send(made);
    if (whole?.response.status !== 200) return;
    if (isPartial && lengthOf(whole) !== 0) {
      const headers = withHeader(made.request.headers, { name: 'Range', value: 'bytes=0-0' });
      const part = await run.send({
        ...{ ...made, kind: 'again', what: 'for the first byte' },
        request: { ...made.request, headers },
      });
      if (part && isSuccess(part.response.status))
        run.verdict(ranges, part, rangeFaults(whole, part));
    }
    const told =
      head &&
      (await run.send({
        ...{ operation: head, kind: 'again', what: 'for its headers' },
        request: { ...made.request, method: 'HEAD' },
      }));
    if (told?.response.status !== 200) return;
    const [length, expected] = [declaredLength(told), declaredLength(whole)];
    run.verdict(
      ranges,
      told,
      length !== null && expected !== null && length !== expected
        ? [`Content-Length is ${length} for HEAD and ${expected} for GET`]
        : [],
    );
  },
};
