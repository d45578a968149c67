import type { Parameter } from '../../contract/index.ts';
import { flatten, typesOf } from '../../schema/flatten.ts';
import type { Check, FollowUp } from '../check.ts';
import { type Case, type Exchange, isSuccess } from '../exchange.ts';
import { isSafe, schemaOf } from '../inputs.ts';
import { isEqual, listOf, withQuery } from '../resources.ts';

const page = /^(page|page[_-]?(number|no|num|index)|page\[number\])$/i;
const offset = /^(\$?skip|offset|start_?index|page\[offset\])$/i;
const size = /^(\$?top|limit|size|(per_?page|page_?size)|max_?results|page\[(size|limit)\])$/i;

/** How many items a small page has, and how many a large one may have. */
const SMALL = 2;
const LARGE = [50, 20, 10, 5] as const;
/** A page that no list reaches. */
const BEYOND = 100_000;

/** How a list is divided into pages. */
type Paging = {
  readonly size: string;
  readonly at: string;
  /** The value for the first page, and for the one after it of so many items. */
  readonly first: number;
  next(items: number): number;
  readonly large: number;
};

function pagingOf({ operation }: Case, { contract, values }: FollowUp): Paging | undefined {
  const found = (pattern: RegExp): Parameter | undefined =>
    operation.parameters.find(
      (each) =>
        each.in === 'query' &&
        pattern.test(each.name) &&
        typesOf(flatten(contract.document, schemaOf(each))).includes('integer'),
    );
  const [sized, paged, skipped] = [found(size), found(page), found(offset)];
  const at = paged ?? skipped;
  if (!sized || !at) return undefined;
  const takes = (parameter: Parameter, value: number) =>
    values.validator.accepts(schemaOf(parameter), value);
  const large = LARGE.find((each) => takes(sized, each));
  const { default: usual, minimum } = flatten(contract.document, schemaOf(at));
  // Pages are numbered from 0 or 1, and only the document can tell.
  const first = paged ? (usual ?? minimum) : 0;
  if (large === undefined || typeof first !== 'number' || !takes(sized, SMALL)) return undefined;
  const next = (items: number) => first + (paged ? 1 : items);
  if (!takes(at, first) || !takes(at, next(SMALL))) return undefined;
  return { size: sized.name, at: at.name, first, next, large };
}

/**
 * Pages by number or offset are parts of one list: a small first page begins as a large one does, the
 * second goes on where it has ended, and none has more items than asked for. A list that changes between
 * two equal requests is not judged.
 */
export const pagesAgree: Check = {
  name: 'pages-agree',
  promise: 'Pages of all sizes show the same list',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    if (!isSafe(operation)) return;
    const made = await run.makeCase(operation, { byExample: true, optional: 0 });
    const paging = made && pagingOf(made, run);
    if (!made || !paging) return;
    const ask = (at: number, items: number, kind: Case['kind'] = 'valid') =>
      run.send({
        ...{ ...made, kind, what: `${paging.at}=${at}, ${paging.size}=${items}` },
        // What is beyond the end may be refused.
        isConvertible: kind === 'invalid',
        request: withQuery(made.request, {
          [paging.at]: String(at),
          [paging.size]: String(items),
        }),
      });
    const whole = await itemsOf(ask(paging.first, paging.large));
    const one = await ask(paging.first, SMALL);
    const two = await ask(paging.next(SMALL), SMALL);
    const again = await itemsOf(ask(paging.first, paging.large));
    await ask(BEYOND, SMALL, 'invalid');
    const [first, second] = [one && listOf(one), two && listOf(two)];
    if (!whole || !again || !one || !first || !isEqual(whole, again)) return;
    const words = `${paging.at}=${paging.first}, ${paging.size}`;
    const faults: string[] = [];
    if (first.length > SMALL) faults.push(`${first.length} items with ${paging.size}=${SMALL}`);
    else if (!isEqual(first, whole.slice(0, SMALL))) {
      faults.push(`the items for ${words}=${SMALL} are not the first for ${words}=${paging.large}`);
    }
    run.verdict(pagesAgree, one, faults);
    if (faults.length > 0 || !two || !second) return;
    const expected = whole.slice(SMALL, 2 * SMALL);
    // Of a list that goes on after the large page, the end is not known.
    if (whole.length === paging.large && expected.length < SMALL) return;
    run.verdict(
      pagesAgree,
      two,
      isEqual(second, expected)
        ? []
        : [`the second page of ${SMALL} items does not go on where the first has ended`],
    );
  },
};

async function itemsOf(
  asked: Promise<Exchange | undefined>,
): Promise<readonly unknown[] | undefined> {
  const exchange = await asked;
  return exchange && isSuccess(exchange.response.status) ? listOf(exchange) : undefined;
}
