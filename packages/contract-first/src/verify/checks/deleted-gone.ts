import { isSchema } from '../../contract/index.ts';
import type { Check, FollowUp } from '../check.ts';
import { type Exchange, isSuccess } from '../exchange.ts';
import { listOf, readUntil } from '../resources.ts';

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
    if (isGone && reading) await unlisted(pathname, run);
  },
};

/** Looks whether the list that an address belongs to still has what was deleted there. */
async function unlisted(pathname: string, run: FollowUp): Promise<void> {
  const at = pathname.lastIndexOf('/');
  const id = decodeURIComponent(pathname.slice(at + 1));
  const isListed = (list: Exchange) =>
    listOf(list)?.some((each) => isSchema(each) && each.id !== undefined && String(each.id) === id);
  const list = await readUntil(
    run,
    pathname.slice(0, at),
    'after an item was deleted',
    (each) => !isListed(each),
  );
  if (!list || !isSuccess(list.response.status)) return;
  run.verdict(deletedGone, list, isListed(list) ? ['the list still has what was deleted'] : []);
}
