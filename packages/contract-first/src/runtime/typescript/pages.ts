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
    for (let last = ''; ; ) {
      const { data, response } = answer;
      const items = itemsIn(operation, data);
      // a server that does not know the number of the page sends the first one again
      if (isCounted(pagination)) {
        const text = textOf(items);
        if (text === last) return;
        last = text;
      }
      yield data;
      const { params } = request;
      const next = pagination?.next({ pagination, data, items, params, response });
      if (!next) return;
      // a list without end would never let go of who reads it
      if (!isNew(textOf(next))) {
        const name = pagination?.wire ?? pagination?.cursor?.at(-1) ?? 'next page';
        throw new ApiError(`The list does not end: the server sent the same ${name} again`);
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

/** Whether pages are counted, and nothing in them says which is the last one. */
function isCounted(pagination: Pagination | undefined): boolean {
  if (!pagination?.parameter) return false;
  const { cursor, hasMore, id, total, totalPages } = pagination;
  return !(cursor ?? hasMore ?? id ?? total ?? totalPages);
}

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
