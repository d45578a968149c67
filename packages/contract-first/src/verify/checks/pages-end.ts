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
    const cursorName = cursor.name;
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
    const walked = await walk(true);
    if (!walked.isWhole) return;
    // A list that changes between two requests is no fault: what differs has to differ again, with the
    // same items.
    let faults = await differences(walked);
    if (faults.length > 0) {
      const again = await walk(false);
      const isStill = again.isWhole && isEqual(again.items, walked.items);
      faults = isStill ? await differences(again) : [];
    }
    run.verdict(pagesEnd, walked.last, faults);

    /** Reads the list page by page; what a single page shows to be wrong is a finding at once. */
    async function walk(isJudged: boolean): Promise<Walk> {
      const cursors = new Set<string>();
      let before: readonly unknown[] = [];
      const items: unknown[] = [];
      let last = await with_(small);
      for (let pages = 1; last && isSuccess(last.response.status); pages++) {
        const own = listOf(last) ?? [];
        items.push(...own);
        const faults: string[] = [];
        if (size && own.length > 1) faults.push(`${own.length} items with ${size.name}=1`);
        if (pages > 1 && own.length > 0 && isEqual(own, before)) {
          faults.push('a page repeats the items of the previous one');
        }
        const following = cursorOf(last);
        if (following !== undefined && cursors.has(following)) faults.push('a cursor is repeated');
        const isLast = following === undefined || pages >= MOST_PAGES;
        if (isJudged && (faults.length > 0 || !isLast)) run.verdict(pagesEnd, last, faults);
        if (faults.length > 0) return { isWhole: false };
        if (isLast) {
          if (isJudged && following !== undefined) {
            run.remark(`Only the first ${MOST_PAGES} pages were read`, operation);
          }
          const total = following === undefined ? totalOf(last) : undefined;
          return { isWhole: true, last, items, total };
        }
        cursors.add(following);
        before = own;
        last = await with_({ ...small, [cursorName]: following });
      }
      return { isWhole: false };
    }

    /** How the pages of one item differ from the total and from a large page. */
    async function differences({ items, total }: WholeWalk): Promise<string[]> {
      if (total !== undefined && items.length !== total) {
        return [`the pages have ${items.length} items, but total is ${total}`];
      }
      const all = await whole();
      const most = Math.min(all?.length ?? 0, large() ?? 0);
      return !all || isEqual(items.slice(0, most), all.slice(0, most))
        ? []
        : [`pages of 1 item show other items than one of ${large()}`];
    }

    function large(): number | undefined {
      return [MOST_PAGES, 20, 10].find(
        (most) => size && run.values.validator.accepts(schemaOf(size), most),
      );
    }

    /** The items of a large page. */
    async function whole(): Promise<readonly unknown[] | undefined> {
      const most = large();
      if (!size || most === undefined) return undefined;
      const page = await with_({ [size.name]: String(most) });
      return page && isSuccess(page.response.status) ? listOf(page) : undefined;
    }
  },
};

/** A list as its pages showed it; not whole if a page failed or was wrong. */
type Walk = { readonly isWhole: false } | WholeWalk;
type WholeWalk = {
  readonly isWhole: true;
  readonly last: Exchange;
  readonly items: readonly unknown[];
  /** How many items the list says it has. */
  readonly total: number | undefined;
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
