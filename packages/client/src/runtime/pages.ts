import { readArguments } from './arguments.ts';
import { type ApiPromise, apiPromise, ignoreFailure } from './call.ts';
import { FileOrganizerError } from './errors.ts';
import type { Connection, Operation } from './operation.ts';

type Page = { readonly items: readonly unknown[]; readonly nextCursor: string | null };

/**
 * A list: await it for its first page, or iterate over it for the items of all pages. It is requested at
 * once; an error is thrown where the list is used, even if that is much later.
 */
export type PagePromise<Result extends Page> = ApiPromise<Result> &
  AsyncIterable<Result['items'][number]> & {
    /** The pages one by one; each is requested when it is needed. */
    pages(): AsyncIterable<Result>;
  };

/**
 * Carries out an operation that gives a list in pages. The next page is asked for by its cursor, of
 * the same server and with the same parameters: an address that an answer names is never followed.
 *
 * @param method the name of the method, where it is not that of the operation
 */
export function list<Result extends Page>(
  connection: Connection,
  operation: Operation,
  args: readonly unknown[],
  method?: string,
): PagePromise<Result> {
  const load = async (cursor?: string) => {
    const { params, options } = readArguments(operation, args, method);
    const at = cursor === undefined ? params : { ...params, cursor };
    return connection.send<Result>(operation, { params: at, options });
  };
  const first = load();
  const result = apiPromise(first);
  // A list may be kept and iterated over later, so its failure waits for whoever uses it: it would
  // end the process as an unhandled rejection. A list that nobody uses has changed nothing.
  ignoreFailure(result);

  async function* pages(): AsyncGenerator<Result> {
    let { data: page } = await first;
    for (let last: string | null = null; ; ) {
      yield page;
      const { nextCursor } = page;
      if (!nextCursor) return;
      // a list without end would never let go of who reads it
      if (nextCursor === last)
        throw new FileOrganizerError(
          'The list does not end: the server sent the same next_cursor again',
        );
      last = nextCursor;
      page = (await load(nextCursor)).data;
    }
  }
  async function* items(): AsyncGenerator<unknown> {
    for await (const { items } of pages()) yield* items;
  }
  // that items are those of their pages cannot be said of a generic type
  return Object.assign(result, {
    pages,
    [Symbol.asyncIterator]: items,
  }) as PagePromise<Result>;
}
