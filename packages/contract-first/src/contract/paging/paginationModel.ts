/** How a list is read page by page. Properties are paths from the response; `[]` is the response itself. */
export type PaginationModel = {
  readonly style: /** The response has a cursor, which the next request sends. */
    | 'cursor'
    /** The request counts pages. */
    | 'page'
    /** The request counts items. */
    | 'offset'
    /** The response links to the next page in its `Link` header (RFC 8288). */
    | 'link'
    /** The body has the URL of the next page. */
    | 'url'
    /** The next request sends the id of the last item (`starting_after`). */
    | 'lastId';
  /** Where the items are in the response. */
  readonly items: readonly string[];
  /** The wire name of the query parameter, or of the field of the body, that is changed; none for links and URLs. */
  readonly parameter: string | undefined;
  readonly parameterIn: 'query' | 'body' | undefined;
  /** The wire name of the parameter for the number of items in a page. */
  readonly size: string | undefined;
  /** Where the next cursor or URL is. */
  readonly next: readonly string[] | undefined;
  /** Whether the response does not describe `next`, which only the description of the parameter names. */
  readonly isNextUndocumented?: true;
  /** Where the response says whether there is more. */
  readonly hasMore: readonly string[] | undefined;
  /** Where the response has the number of all items, or of all pages. */
  readonly total: readonly string[] | undefined;
  readonly totalPages: readonly string[] | undefined;
  /** The property of an item that is sent (`lastId`). */
  readonly id: string | undefined;
  /** The number of the first page. */
  readonly firstPage: 0 | 1;
  /** Whether the document or the configuration states it, and it was not detected. */
  readonly isStated: boolean;
};
