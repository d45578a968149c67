/**
 * The alternatives of a schema: the branches of `oneOf` and `anyOf` that have types of their own.
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { finalTarget } from '../../document/targets.ts';
import { flatten, propertiesOf } from '../../schema/flatten.ts';
import { singular } from '../model/vocabulary.ts';
import { wordsOf } from '../model/words.ts';
import { componentOf } from '../typescript/types/forms.ts';
import { className, pascalCase } from './identifiers.ts';

const annotations = new Set(
  (
    'title description default deprecated readOnly writeOnly example examples externalDocs xml ' +
    '$comment discriminator'
  ).split(' '),
);

/** Whether a keyword says nothing about the type of values. */
export const isAnnotation = (keyword: string): boolean =>
  annotations.has(keyword) || keyword.startsWith('x-');

/** Keywords that demand something of an object whose type is described around them. */
const demands = new Set(
  'required not minProperties maxProperties dependentRequired if then else propertyNames'.split(
    ' ',
  ),
);

/** Keywords that state a type. */
const typed = ['$ref', 'type', 'properties', 'items', 'enum', 'const', 'allOf', 'oneOf', 'anyOf'];

export type Branch = {
  readonly schema: unknown;
  /** What its class is named by, after the name of what it is an alternative of. */
  readonly name: string;
};

const known = new WeakMap<JsonSchema, readonly Branch[]>();

/** @param flat the schema with its references followed and its `allOf` joined */
export function branchesOf(
  document: Document,
  schema: JsonSchema,
  flat: JsonSchema,
): readonly Branch[] {
  let branches = known.get(schema);
  if (!branches) {
    branches = findBranches(document, schema, flat);
    known.set(schema, branches);
  }
  return branches;
}

function findBranches(document: Document, schema: JsonSchema, flat: JsonSchema): Branch[] {
  const { oneOf, anyOf, discriminator: _, allOf: __, ...base } = flat;
  const written: readonly unknown[] = [oneOf, anyOf].find((each) => Array.isArray(each)) ?? [];
  if (written.length === 0 || written.every(isDemand)) return [];
  // A child of this schema, which names its children: the child is not one of them.
  if (written.some((each) => isSchema(each) && targetIn(document, each) === schema)) return [];
  const some = written.filter((each) => !isNull(each));
  const properties = propertiesOf(flat).map(([name]) => name);
  return written.map((each, at) => {
    const name = some.length > 1 ? nameOf(document, each, at) : '';
    const isWhole = isSchema(each) && hasAll(document, each, properties) && isTyped(each);
    if (!isSchema(each) || isWhole) return { schema: each, name };
    return { schema: { allOf: [base, each] }, name };
  });
}

const isDemand = (branch: unknown): boolean =>
  isSchema(branch) && Object.keys(branch).every((key) => demands.has(key) || isAnnotation(key));

const isNull = (branch: unknown): boolean => isSchema(branch) && branch.type === 'null';

const isTyped = (branch: JsonSchema): boolean =>
  typed.some((keyword) => Object.hasOwn(branch, keyword));

/** Whether a branch itself has the properties that are written around it, or is no object. */
function hasAll(document: Document, branch: JsonSchema, names: readonly string[]): boolean {
  if (names.length === 0) return true;
  const own = new Set(propertiesOf(flatten(document, branch)).map(([name]) => name));
  return isNull(branch) || names.every((name) => own.has(name));
}

const targetIn = (document: Document, { $ref }: JsonSchema): unknown =>
  typeof $ref === 'string' ? finalTarget(document, $ref) : undefined;

function nameOf(document: Document, branch: unknown, at: number): string {
  if (isSchema(branch)) {
    const key = typeof branch.$ref === 'string' ? componentOf(document, branch.$ref) : undefined;
    if (key !== undefined) return className(key);
    const title = typeof branch.title === 'string' ? wordsOf(branch.title) : [];
    if (title.length > 0 && title.length <= 5) return pascalCase(title);
    if (branch.type === 'array') return 'List';
  }
  return `Option${at + 1}`;
}

/** The name for an item of a list: `OrderLines` → `OrderLine`, `Data` → `DataItem`. */
export function itemHint(name: string): string {
  const [, before = '', last = ''] = /^(.*?)(\p{Lu}\p{Ll}+)$/u.exec(name) ?? [];
  const one = singular(last.toLowerCase());
  if (last === '' || one === last.toLowerCase()) return `${name}Item`;
  return before + one.slice(0, 1).toUpperCase() + one.slice(1);
}
