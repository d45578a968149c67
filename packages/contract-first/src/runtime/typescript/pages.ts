import { readArguments } from './arguments.ts';
import { type ApiPromise, apiPromise, ignoreFailure, type Outcome } from './call.ts';
import { ApiError } from './errors.ts';
import type { Answer, Arguments, Connection, Operation, Pagination } from './operation.ts';
import { valueAt } from './valueAt.ts';

/** The items of a page, unless generated code says which. */
type ItemOf<Page> = Page extends { readonly items: readonly (infer Item)[] } ? Item : unknown;

/**
 * A list: await it for its first page, or iterate over it for the items of all pages. It is requested at
 * once; an error is thrown where the list is used, even if that is much later.
 */
export type PagePromise<Page, Item = ItemOf<Page>, Outcomes = Outcome<Page>> = ApiPromise<
  Page,
  Outcomes
> &
  AsyncIterable<Item> & {
    /** The pages one by one; each is requested when it is needed. */
    pages(): AsyncIterable<Page>;
  };

/**
 * Carries out an operation that gives a list in pages.
 *
 * @param method the name of the method, if it is not that of the operation
 */
export function list<Page, Item = ItemOf<Page>, Outcomes = Outcome<Page>>(
  connection: Connection,
  operation: Operation,
  args: readonly unknown[],
  method?: string,
): PagePromise<Page, Item, Outcomes> {
  type Request = Omit<Arguments, 'options'>;
  const load = async ({ params, address }: Request) => {
    const { options } = readArguments(operation, args, method);
    return connection.send<Page>(operation, { params, options, address });
  };
  const initial = (async (): Promise<Request> => readArguments(operation, args, method))();
  const first = initial.then(load);
  const result = apiPromise<Page, Outcomes>(first);
  // A list may be kept and iterated over later, so its failure is thrown when it is used: it would
  // end the process as an unhandled rejection. A list that nobody uses has changed nothing.
  ignoreFailure(result);

  async function* pages(): AsyncGenerator<Page> {
    let request = await initial;
    let answer: Answer<Page> = await first;
    const { pagination } = operation;
    const isNew = unrepeated();
    let itemsRead = 0;
    for (let [pagesRead, last] = [1, '']; ; pagesRead++) {
      const { data, response } = answer;
      const items = itemsIn(operation, data);
      if (isCounted(pagination)) {
        const text = textOf(items);
        if (text === last) {
          // a server without pages sends all items each time
          if (!saysEnd(pagination)) return;
          throw endless('items');
        }
        last = text;
      }
      yield data;
      if (!pagination) return;
      const { params } = request;
      itemsRead += items.length;
      const arrived = { pagination, data, items, params, response, pagesRead, itemsRead };
      const next = pagination.next(arrived);
      if (!next) return;
      if (!isNew(textOf(next))) {
        throw endless(pagination.wire ?? pagination.cursor?.at(-1) ?? 'next page');
      }
      request = { params, ...next };
      answer = await load(request);
    }
  }
  async function* items(): AsyncGenerator<Item> {
    for await (const page of pages()) {
      // what the items are is only known to generated code
      yield* itemsIn(operation, page) as readonly Item[];
    }
  }
  return Object.assign(result, { pages, [Symbol.asyncIterator]: items });
}

/** @throws ApiError if the response has no list where the document says so */
function itemsIn({ id, pagination }: Operation, page: unknown): readonly unknown[] {
  const items = valueAt(page, pagination?.items ?? []) ?? [];
  if (Array.isArray(items)) return items;
  throw new ApiError(`The response of ${id} has no list at "${pagination?.items.join('.')}"`);
}

/** Whether the client counts pages or items. */
const isCounted = (pagination: Pagination | undefined): pagination is Pagination =>
  pagination?.parameter !== undefined && !pagination.cursor && !pagination.id;

/** Whether responses say which page is the last one. */
const saysEnd = ({ hasMore, total, totalPages }: Pagination): boolean =>
  Boolean(hasMore ?? total ?? totalPages);

/** Instead of a loop that never ends. */
const endless = (repeated: string): ApiError =>
  new ApiError(`The list does not end: the server sent the same ${repeated} again`);

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}` : each)) ?? '';

/** Detects that texts repeat in a cycle of any length (Brent's algorithm). */
function unrepeated(): (text: string) => boolean {
  let [last, kept, count, most] = ['', '', 0, 1];
  return (text) => {
    if (text === last || text === kept) return false;
    last = text;
    if (++count === most) [kept, count, most] = [text, 0, most * 2];
    return true;
  };
}
