import { isSchema } from '../../contract/index.ts';
import { flatten, typesOf } from '../../schema/flatten.ts';
import type { Check } from '../check.ts';
import { type Exchange, isSuccess } from '../exchange.ts';
import { isSafe, schemaOf } from '../inputs.ts';
import { listOf, withQuery } from '../resources.ts';

type Key = string | number;
const isKey = (value: unknown): value is Key =>
  typeof value === 'string' || typeof value === 'number';

/** The properties by which a parameter sorts: those with and without `-`, in an enum. */
function sortedBy(values: unknown): string[] {
  if (!Array.isArray(values)) return [];
  return values.filter((each) => typeof each === 'string' && values.includes(`-${each}`));
}

/** The order of two values if texts are compared by code or by language; 0 if these differ. */
function compared(one: Key, other: Key): number {
  const byCode = one < other ? -1 : one > other ? 1 : 0;
  if (typeof one !== 'string' || typeof other !== 'string') return byCode;
  return Math.sign(one.localeCompare(other)) === byCode ? byCode : 0;
}

/** Whether a list is in an order, as far as values have one. */
function isOrdered(values: readonly Key[], direction: 1 | -1): boolean {
  const steps = values.slice(1).map((each, at) => compared(values[at] ?? each, each));
  return steps.some((each) => each !== 0) && steps.every((each) => each * direction <= 0);
}

/** A `-` sorts the other way (JSON:API 1.1, "Sorting"). */
export const sorting: Check = {
  name: 'sorting',
  promise: 'A "-" before the name of a property sorts in descending order',
  skippedIf: 'stateless',
  follow: async (operation, run) => {
    if (!isSafe(operation)) return;
    const sort = operation.parameters.find(
      ({ in: place, name }) => place === 'query' && /^(sort|order_?by)$/i.test(name),
    );
    const schema = sort ? flatten(run.contract.document, schemaOf(sort)) : {};
    const [property] = typesOf(schema).includes('array') ? [] : sortedBy(schema.enum);
    if (!sort || property === undefined) return;
    const made = await run.makeCase(operation, { byExample: true, optional: 0 });
    if (!made) return;
    const keysOf = async (
      value: string,
    ): Promise<readonly [Exchange, readonly Key[]] | undefined> => {
      const request = withQuery(made.request, { [sort.name]: value });
      const answer = await run.send({ ...made, what: `${sort.name}=${value}`, request });
      if (!answer || !isSuccess(answer.response.status)) return undefined;
      const keys = (listOf(answer) ?? []).map((each) => isSchema(each) && each[property]);
      return keys.every(isKey) && new Set(keys).size > 1 ? [answer, keys] : undefined;
    };
    const rising = await keysOf(property);
    const falling = await keysOf(`-${property}`);
    if (!rising || !falling) return;
    const isReversed = isOrdered(rising[1], -1) && isOrdered(falling[1], 1);
    run.verdict(
      sorting,
      rising[0],
      isReversed ? [`${sort.name}=${property} is descending, and with - ascending`] : [],
    );
  },
};
