import type { Check } from '../check.ts';
import { isSuccess } from '../exchange.ts';
import { isSafe } from '../inputs.ts';

/**
 * Where an operation takes conditions, they are kept: `If-None-Match` with the ETag that a resource
 * has is a 304, `If-Match` with another one a 412 (RFC 9110, section 13).
 */
export const conditions: Check = {
  name: 'conditions',
  promise: 'If-None-Match and If-Match are honoured',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    const takes = (name: string) =>
      operation.parameters.some((each) => each.in === 'header' && each.name.toLowerCase() === name);
    const made = await run.makeCase(operation, { byExample: true, optional: 0 });
    if (!made) return;
    const { request } = made;
    const when = (headers: Readonly<Record<string, string>>) =>
      run.send({
        ...made,
        kind: 'again',
        what: Object.keys(headers).join(),
        request: { ...request, headers: { ...request.headers, ...headers } },
      });
    if (isSafe(operation) && takes('if-none-match')) {
      const first = await run.send(made);
      if (!first || !isSuccess(first.response.status)) return;
      const etag = first.response.headers.get('ETag');
      if (etag === null) {
        run.verdict(conditions, first, ['no ETag, which If-None-Match needs']);
        return;
      }
      // Quotes are part of a tag (RFC 9110, section 8.8.3).
      if (!/^(W\/)?"[^"\s]*"$/.test(etag)) {
        run.verdict(conditions, first, [`the ETag is not in quotes: ${etag}`]);
        return;
      }
      const other = await when({ 'If-None-Match': '"another-0000"' });
      if (other?.response.status === 304) {
        run.verdict(conditions, other, ['304 for another ETag']);
      }
      const second = await when({ 'If-None-Match': etag });
      if (second) {
        const { status } = second.response;
        run.verdict(
          conditions,
          second,
          status === 304 ? [] : [`${status} instead of 304 for the same ETag`],
        );
      }
    }
    if (takes('if-match') && '412' in operation.responses) {
      const answer = await when({ 'If-Match': '"another-0000"' });
      if (!answer || answer.response.status === 404) return;
      const { status } = answer.response;
      run.verdict(
        conditions,
        answer,
        status === 412 ? [] : [`${status} instead of 412 for another ETag`],
      );
    }
  },
};
