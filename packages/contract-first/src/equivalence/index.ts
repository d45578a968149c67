/**
 * Compares two OpenAPI documents by meaning: what each operation takes and answers.
 *
 * Left out, because they do not change what goes over the wire or cannot be read off routes:
 * `info`, `servers`, `tags` and top-level extensions; how a document is divided into components
 * (references are followed); the order of keys, parameters, `required`, `enum` and of alternative
 * credentials; the case of headers' names; a pattern's escaping; what has the value that it has
 * where it is left out.
 *
 * @module
 */
import { type Document, operations, type Parameter } from '../document/model.ts';
import { type Child, type Form, NormalForms } from './normalForm.ts';

/** One place where two documents do not say the same. */
export type Difference = {
  /** Where, as a JSON Pointer into the normal form (RFC 6901). */
  readonly pointer: string;
  readonly left: unknown;
  readonly right: unknown;
};

/**
 * All differences in meaning, in the order of the left document. Empty: they agree. What several
 * places refer to is compared once, at the first of them.
 */
export function compareDocuments(left: Document, right: Document): Difference[] {
  const forms = { left: new NormalForms(left), right: new NormalForms(right) };
  const compared = new Map<Form, Set<Form>>();
  const found: Difference[] = [];
  const open: Open[] = [
    { left: { form: operationsOf(left) }, right: { form: operationsOf(right) }, pointer: '' },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { left: one, right: other, pointer } = next;
    const [ours, theirs] = [one && forms.left.of(one), other && forms.right.of(other)];
    const isAlike = isList(one) === isList(other);
    if (!ours || !theirs || !isAlike) {
      const values = { left: writtenOf(one), right: writtenOf(other) };
      if (!Object.is(values.left, values.right)) found.push({ pointer, ...values });
      continue;
    }
    const known = compared.get(ours) ?? new Set();
    compared.set(ours, known);
    if (known.has(theirs)) continue;
    known.add(theirs);
    const below = [...new Set([...ours.keys(), ...theirs.keys()])].map(
      (key): Open => ({
        left: ours.get(key),
        right: theirs.get(key),
        pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      }),
    );
    open.push(...below.reverse());
  }
  return found;
}

type Open = {
  readonly left: Child | undefined;
  readonly right: Child | undefined;
  readonly pointer: string;
};

const isList = (child: Child | undefined): boolean =>
  child !== undefined && 'value' in child && Array.isArray(child.value);

/** A value as it is written; one that is put together from several is shown by its keys. */
const writtenOf = (child: Child | undefined): unknown => {
  if (child === undefined) return undefined;
  return 'value' in child ? child.value : Object.fromEntries(child.form);
};

/** Not of headers that OpenAPI describes elsewhere (3.1.1, section 4.8.12.2). */
const isDescribed = ({ in: place, name }: Parameter): boolean =>
  place !== 'header' || !/^(accept|content-type|authorization)$/i.test(name);

/** Each operation by method and path, its parameters by place and name. */
function operationsOf(document: Document): Form {
  const entries = operations(document).map((bound): [string, Child] => {
    const { method, path, operation, parameters, security } = bound;
    const named = parameters.filter(isDescribed).map((each) => {
      const name = each.in === 'header' ? each.name.toLowerCase() : each.name;
      return [`${each.in} ${name}`, { ...each, name }];
    });
    const all = { ...operation, security, parameters: Object.fromEntries(named) };
    return [`${method} ${path}`, { value: all, kind: 'keywords' }];
  });
  return new Map(entries);
}
