import { type Check, isSuccess } from '../exchange.ts';

/** What was deleted is not found any more. */
export const deletedGone: Check = {
  name: 'deleted-gone',
  promise: 'Deleted resources are gone',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    if (operation.method !== 'delete') return;
    const made = await run.makeCase(operation, { byExample: false, optional: 0 });
    const deleted = made && (await run.send(made));
    if (!deleted || !isSuccess(deleted.response.status)) return;
    const { target } = deleted.case.request;
    const { pathname } = new URL(target, 'http://server.invalid');
    const reading = run.contract.match('GET', pathname);
    const request = {
      method: reading ? 'GET' : 'DELETE',
      target: pathname,
      headers: { Accept: '*/*' },
    };
    const again = await run.send({
      operation: reading ?? operation,
      kind: 'again',
      what: 'after it was deleted',
      request,
    });
    if (!again) return;
    const { status } = again.response;
    const isGone = [404, 410].includes(status) || (!reading && status === 204);
    run.verdict(
      deletedGone,
      again,
      isGone ? [] : [`${status} instead of 404 after it was deleted`],
    );
  },
};
