import type { Check } from '../check.ts';
import { isSuccess } from '../exchange.ts';

/** What a `Location` tells of is there (RFC 9110, section 10.2.2). */
export const createdFound: Check = {
  name: 'created-found',
  promise: 'The URL in Location exists',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    const statuses = Object.entries(operation.responses);
    const locates = statuses.some(
      ([status, { headers = {} }]) =>
        status.startsWith('2') && Object.keys(headers).some((name) => /^location$/i.test(name)),
    );
    if (!locates) return;
    const made = await run.makeCase(operation, { byExample: false, optional: 0.5 });
    const created = made && (await run.send(made));
    const location = created?.response.headers.get('Location');
    if (!created || !isSuccess(created.response.status) || !location) return;
    const target = run.targetOf(location, created.case.request.target);
    // Another server is none of ours.
    if (target === undefined) return;
    const found = run.contract.match('GET', new URL(target, 'http://server.invalid').pathname);
    if (!found) {
      run.verdict(createdFound, created, [`Location matches no operation: ${location}`]);
      return;
    }
    const request = { method: 'GET', target, headers: { Accept: '*/*' } };
    const answer = await run.send({
      operation: found,
      kind: 'again',
      what: 'its Location',
      request,
    });
    if (!answer) return;
    const { status } = answer.response;
    run.verdict(
      createdFound,
      created,
      isSuccess(status) ? [] : [`Location returns ${status}: ${location}`],
    );
  },
};
