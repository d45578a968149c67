import {
  type Document,
  isSchema,
  type JsonSchema,
  pointerTokens,
} from '../../../document/model.ts';
import { finalTarget } from '../../../document/targets.ts';
import { intersection, objectOf, type TypeText, UNKNOWN, union, valueType } from './typeText.ts';

const root = '#/components/schemas/';

/**
 * The alternatives of a schema with a `discriminator` (OpenAPI 3.1.1, section 4.8.25), each with the
 * values of the property that tells it apart, so that a comparison narrows the union. Alternatives that
 * state these values themselves stay as they are.
 */
export function discriminated(
  { discriminator }: JsonSchema,
  members: readonly unknown[],
  types: readonly TypeText[],
  {
    document,
    propertyName: named = (name) => name,
  }: {
    readonly document: Document;
    propertyName?(name: string, among: readonly string[]): string;
  },
): readonly TypeText[] {
  if (!isSchema(discriminator) || typeof discriminator.propertyName !== 'string') return types;
  const { propertyName, mapping } = discriminator;
  const mapped = Object.entries(isSchema(mapping) ? mapping : {}).map(
    ([value, target]) => [value, referenceOf(target)] as const,
  );
  return types.map((type, at) => {
    const member = members[at];
    if (!isSchema(member) || typeof member.$ref !== 'string') return type;
    const { $ref } = member;
    if (type.text === UNKNOWN.text) return type;
    const values = mapped.filter(([, target]) => target === $ref).map(([value]) => value);
    if (values.length === 0) values.push(pointerTokens($ref).at(-1) ?? '');
    const stated = statedValues(document, $ref, propertyName);
    const possible = values.filter((value) => stated?.includes(value) ?? true);
    if (stated?.length === 1 || possible.length === 0) return type;
    const property = union(possible.map(valueType));
    return intersection([
      objectOf([{ name: named(propertyName, [propertyName]), type: property, isOptional: false }]),
      type,
    ]);
  });
}

/** In a mapping, a name stands for the component. */
const referenceOf = (target: unknown): string =>
  typeof target === 'string' && /^[\w.-]+$/.test(target) ? root + target : String(target);

/** The values that a component itself allows for a property, or undefined if it does not list them. */
function statedValues(
  document: object,
  $ref: string,
  name: string,
): readonly unknown[] | undefined {
  const entered = new Set<unknown>();
  const pending: unknown[] = [finalTarget(document, $ref)];
  for (let schema = pending.shift(); schema !== undefined; schema = pending.shift()) {
    if (!isSchema(schema) || entered.has(schema)) continue;
    entered.add(schema);
    const property = isSchema(schema.properties) ? schema.properties[name] : undefined;
    const target =
      isSchema(property) && typeof property.$ref === 'string'
        ? finalTarget(document, property.$ref)
        : property;
    if (isSchema(target) && 'const' in target) return [target.const];
    if (isSchema(target) && Array.isArray(target.enum)) return target.enum;
    if (typeof schema.$ref === 'string') pending.push(finalTarget(document, schema.$ref));
    if (Array.isArray(schema.allOf)) pending.push(...schema.allOf);
  }
  return undefined;
}
