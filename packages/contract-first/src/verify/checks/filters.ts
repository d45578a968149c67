import { isSchema, type Parameter } from '../../contract/index.ts';
import { flatten, propertiesOf, typesOf } from '../../schema/flatten.ts';
import type { Check, FollowUp } from '../check.ts';
import { type Case, type Exchange, isSuccess } from '../exchange.ts';
import { isSafe, schemaOf } from '../inputs.ts';
import { isEqual, listOf, withQuery } from '../resources.ts';

type Items = readonly Readonly<Record<string, unknown>>[];
/** A parameter of the query that is named like a property of the items of its list. */
type Filter = {
  readonly key: string;
  readonly property: string;
  readonly values: readonly unknown[];
};

function itemsOf(exchange: Exchange | undefined): Items | undefined {
  if (!exchange || !isSuccess(exchange.response.status)) return undefined;
  const items = listOf(exchange);
  return items?.every(isSchema) ? items : undefined;
}

/** Names of parameters that say what a list shows of its items, and not which. */
const views = /^(fields?|include|expand|embed|sort|order|lang|locale|format)/i;

function* filtersOf(
  parameters: readonly Parameter[],
  items: Items,
  run: FollowUp,
): Generator<Filter> {
  const { document } = run.contract;
  for (const parameter of parameters) {
    if (parameter.in !== 'query' || views.test(parameter.name)) continue;
    const schema = flatten(document, schemaOf(parameter));
    const members =
      parameter.style === 'deepObject'
        ? propertiesOf(schema).map(([name, each]) => {
            return [`${parameter.name}[${name}]`, name, flatten(document, each)] as const;
          })
        : [[parameter.name, parameter.name, schema] as const];
    for (const [key, property, own] of members) {
      const [type = ''] = typesOf(own);
      const shown = [...new Set(items.map((each) => each[property]))];
      const isAlike = shown.length > 1 && shown.every((each) => typeof each === type);
      if (isAlike && (type === 'boolean' || type === 'string'))
        yield { key, property, values: shown };
    }
  }
}

/**
 * What a filter says of a list. A filter may find more than equal values, such as texts in which one occurs,
 * with `archived=true` the archived in addition, and with `archived=false` everything. But it does not find
 * only items with the other value, and its value makes a difference.
 */
async function faultsOf(
  { key, property, values }: Filter,
  all: Items,
  ask: (parameters: Readonly<Record<string, string>>) => Promise<Exchange | undefined>,
): Promise<{ readonly exchange: Exchange; readonly faults: readonly string[] } | undefined> {
  let last: Exchange | undefined;
  for (const value of values.slice(0, 2)) {
    last = await ask({ [key]: String(value) });
    const found = itemsOf(last);
    if (!last || !found) return undefined;
    if (isEqual(found, all)) continue;
    const isInverted =
      typeof value === 'boolean' &&
      found.length > 0 &&
      found.every((each) => each[property] === !value);
    const fault = `${key}=${value} finds only items with ${!value}`;
    return { exchange: last, faults: isInverted ? [fault] : [] };
  }
  return last && { exchange: last, faults: [`${key} makes no difference`] };
}

/** A parameter that is named like a property of the items selects by it. */
export const filters: Check = {
  name: 'filters',
  promise: 'Filters select items',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    if (!isSafe(operation)) return;
    const made = await run.makeCase(operation, { byExample: true, optional: 0 });
    if (!made) return;
    const ask = (parameters: Readonly<Record<string, string>>): Promise<Exchange | undefined> =>
      run.send({
        ...made,
        what: `the query has ${Object.keys(parameters).join(', ') || 'no filter'}`,
        request: withQuery(made.request, parameters),
      } satisfies Case);
    const all = itemsOf(await ask({}));
    for (const filter of all ? filtersOf(operation.parameters, all, run) : []) {
      const told = all && (await faultsOf(filter, all, ask));
      // Another client may have changed the list in between.
      const isSame = !told?.faults.length || isEqual(itemsOf(await ask({})), all);
      if (told && isSame) run.verdict(filters, told.exchange, told.faults);
    }
  },
};
