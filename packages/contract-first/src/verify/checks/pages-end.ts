import { isSchema } from '../../contract/index.ts';
import type { Check } from '../check.ts';
import { type Exchange, isSuccess } from '../exchange.ts';
import { isCursor, isSafe, schemaOf } from '../inputs.ts';
import { isEqual, listOf } from '../resources.ts';

/** How many pages of a list are read. */
const MOST_PAGES = 50;
const next = /^(next_?|next)(cursor|page_?token|token)$|^(cursor|after)$/i;
const limit = /^(limit|page_?size|per_?page|max_?results)$/i;

/**
 * A list in pages comes to its end: each page goes on where the one before has ended, none has more
 * items than was asked for, and together they have as many as the list says.
 */
export const pagesEnd: Check = {
  name: 'pages-end',
  promise: 'Pages continue where the previous one ended, and end',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    const cursor = operation.parameters.find(isCursor);
    if (!isSafe(operation) || !cursor) return;
    const size = operation.parameters.find((each) => each.in === 'query' && limit.test(each.name));
    const made = await run.makeCase(operation, { byExample: true, optional: 0 });
    if (!made) return;
    const with_ = (parameters: Readonly<Record<string, string>>) => {
      const [path = '', query = ''] = made.request.target.split('?');
      const search = new URLSearchParams(query);
      for (const [name, value] of Object.entries(parameters)) search.set(name, value);
      const target = `${path}?${search}`;
      return run.send({
        ...made,
        what: 'a page of the list',
        request: { ...made.request, target },
      });
    };
    const small: Record<string, string> = size ? { [size.name]: '1' } : {};
    const cursors = new Set<string>();
    let page = await with_(small);
    let before: readonly unknown[] = [];
    const listed: unknown[] = [];
    for (let pages = 1; page && isSuccess(page.response.status); pages++) {
      const items = listOf(page) ?? [];
      listed.push(...items);
      const faults: string[] = [];
      if (size && items.length > 1) faults.push(`${items.length} items with ${size.name}=1`);
      if (pages > 1 && items.length > 0 && isEqual(items, before)) {
        faults.push('a page repeats the items of the previous one');
      }
      const following = cursorOf(page);
      if (following !== undefined && cursors.has(following)) faults.push('a cursor is repeated');
      const total = totalOf(page);
      if (following === undefined && total !== undefined && listed.length !== total) {
        faults.push(`the pages have ${listed.length} items, but total is ${total}`);
      }
      const isLast = following === undefined || pages >= MOST_PAGES;
      if (isLast && faults.length === 0) {
        faults.push(...(await differences(listed)));
      }
      run.verdict(pagesEnd, page, faults);
      if (faults.length > 0 || following === undefined) return;
      if (pages >= MOST_PAGES) {
        run.remark(`Only the first ${MOST_PAGES} pages were read`, operation);
        return;
      }
      cursors.add(following);
      before = items;
      page = await with_({ ...small, [cursor.name]: following });
    }

    /** Whether small pages show what a large one does, if the list stays as it is meanwhile. */
    async function differences(items: readonly unknown[]): Promise<string[]> {
      const large = [MOST_PAGES, 20, 10].find(
        (most) => size && run.values.validator.accepts(schemaOf(size), most),
      );
      if (!size || large === undefined) return [];
      const ask = async () => {
        const whole = await with_({ [size.name]: String(large) });
        return whole && isSuccess(whole.response.status) ? listOf(whole) : undefined;
      };
      const all = await ask();
      const most = Math.min(all?.length ?? 0, large);
      if (!all || isEqual(items.slice(0, most), all.slice(0, most))) return [];
      return isEqual(await ask(), all)
        ? [`pages of 1 item show other items than one of ${large}`]
        : [];
    }
  },
};

function cursorOf({ response: { body } }: Exchange): string | undefined {
  const found = isSchema(body)
    ? Object.entries(body).find(([name]) => next.test(name))?.[1]
    : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function totalOf({ response: { body } }: Exchange): number | undefined {
  return isSchema(body) && typeof body.total === 'number' ? body.total : undefined;
}
