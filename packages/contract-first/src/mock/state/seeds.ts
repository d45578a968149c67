/**
 * What a stateful mock starts with: the examples of the document or, for resources without one, what
 * the mock would answer without a state; and data from a file.
 *
 * @module
 */
import type { Contract } from '../../contract/contract.ts';
import { examplesOf } from '../../document/examples.ts';
import { type Document, isSchema } from '../../document/model.ts';
import type { Responses } from '../responses.ts';
import type { Items } from './items.ts';
import { namelessPath, type Resource, type Role, type StateOperation } from './resources.ts';
import { valueIn } from './shapes.ts';
import { isSame, type Store } from './store.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Resources by the names of their kinds. */
export type SeedData = Readonly<Record<string, readonly Fields[]>>;

type Context = {
  readonly document: Document;
  readonly contract: Contract;
  readonly responses: Responses;
  readonly items: Items;
};

const order: readonly Role[] = ['list', 'read', 'create', 'replace', 'update'];

/** Fills a store from the document; resources above others come first. */
export function initialRecords(
  context: Context,
  resources: readonly Resource[],
  store: Store,
): void {
  const depth = ({ path }: Resource) => path.split('/').length;
  for (const resource of resources.toSorted((one, other) => depth(one) - depth(other))) {
    const shown = order.flatMap((role) =>
      resource.operations.filter((each) => each.role === role && each.response),
    );
    const examples = shown.flatMap((operation) => examplesFrom(context, operation));
    const [first] = shown.flatMap((operation) => generatedFrom(context, operation));
    const made = first ? [withUsableId(context, resource, first)] : [];
    const values = examples.length > 0 ? examples : made;
    add(context, resource, resource.isSingle ? values.slice(0, 1) : values, resources, store);
  }
}

/**
 * Puts data in place of what a store has of the resources that it names.
 *
 * @throws RangeError where it names no resource of the document, or has no usable id
 */
export function recordsOf(
  context: Context,
  resources: readonly Resource[],
  data: SeedData,
  store: Store,
): void {
  for (const [name, values] of Object.entries(data)) {
    const resource = resources.find((each) => each.name === name);
    if (!resource) {
      const names = resources.map((each) => each.name).join(', ');
      throw new RangeError(`Unknown resource "${name}" in the data; the document has ${names}`);
    }
    if (!Array.isArray(values) || !values.every(isSchema)) {
      throw new RangeError(`The data of "${name}" is not a list of objects`);
    }
    store.remove(name, () => true);
    add(context, resource, values, resources, store);
    if (store.all(name).length < values.length) {
      throw new RangeError(`Two resources of "${name}" have the same id, or none is valid`);
    }
  }
}

function add(
  { items }: Context,
  resource: Resource,
  values: readonly Fields[],
  resources: readonly Resource[],
  store: Store,
): void {
  const scope = scopeOf(resource, resources, store);
  for (const value of values) {
    const { idField } = resource;
    const id = idField === undefined ? undefined : value[idField];
    const key = items.mayHave(resource, id) ? id : undefined;
    const all = store.all(resource.name);
    const record = items.created(resource, value, all, scope, key);
    if (record && !all.some((each) => isSame(each, record))) store.put(resource.name, record);
  }
}

/** A generated resource, without its id if that does not name it in every path. */
function withUsableId({ items }: Context, resource: Resource, value: Fields): Fields {
  const { idField } = resource;
  if (idField === undefined || items.namesEverywhere(resource, value[idField])) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== idField));
}

/** What is below other resources is below the first ones that the mock starts with. */
function scopeOf(
  { operations }: Resource,
  resources: readonly Resource[],
  store: Store,
): Readonly<Record<string, string>> {
  const parts = operations.flatMap(({ scope }) => scope);
  const found = parts.flatMap(({ kind, path }): [string, string][] => {
    const parent = resources.find((each) => namelessPath(`${each.path}/{}`) === path);
    const [first] = parent ? store.all(parent.name) : [];
    return first ? [[kind, first.key]] : [];
  });
  return Object.fromEntries(found);
}

/** The resources in the examples of an operation's successes that are valid. */
function examplesFrom(
  { document, contract }: Context,
  { bound, response }: StateOperation,
): Fields[] {
  if (!response) return [];
  return Object.entries(bound.responses)
    .filter(([status]) => /^2/.test(status))
    .flatMap(([status, { content = {} }]) =>
      Object.entries(content).flatMap(([type, media]) =>
        examplesOf(document, media)
          .filter(({ value }) => {
            const code = Number(status.replace('XX', '00'));
            return contract.acceptsBody(bound, code, type, value);
          })
          .flatMap(({ value }) => [valueIn(value, response.at)].flat()),
      ),
    )
    .filter(isSchema);
}

/** The resources in what an operation answers without a state. */
function generatedFrom({ responses }: Context, { bound, response }: StateOperation): Fields[] {
  const value = responses.find(bound, { accept: 'application/json' })?.value;
  return [valueIn(value, response?.at ?? [])].flat().filter(isSchema);
}
