import { isSchema, type JsonSchema } from '../../document/model.ts';
import { finalTarget, targetOf } from '../../document/targets.ts';
import { oneWayNames } from '../../schema/directions.ts';
import { requiredNames, understoodForm } from './keywords.ts';
import type { Scope, Writer } from './scope.ts';
import { Code } from './source.ts';

/** The constant of a component; anything else that is referred to is written in place. */
export function reference($ref: string, scope: Scope, writer: Writer): Code {
  const target = targetOf(scope.document, $ref);
  // It leads nowhere, or to nothing but references in a circle.
  if (finalTarget(scope.document, $ref) === undefined) return scope.z.call('unknown');
  const found = scope.component($ref, scope.direction);
  const isInPlace = (scope.text && !isText(target)) || isRelaxed(target, scope);
  if (found && !isInPlace) {
    if (!found.isLate) return found.name;
    if (scope.onLate) {
      scope.onLate();
      return found.name;
    }
    return scope.z.call('lazy', Code.name(`() => ${found.name.text}`));
  }
  if (scope.within?.includes($ref)) {
    return scope.text ? writer.fromWhole({ $ref }, scope).code : writer.checkOf({ $ref }, scope);
  }
  return writer.zodOf(target, { ...scope, within: [...(scope.within ?? []), $ref] });
}

const isText = (schema: unknown): boolean => {
  if (!isSchema(schema)) return true;
  const { type, enum: values, const: only } = schema;
  const listed = Array.isArray(values) ? values : [only];
  return type === 'string' || listed.every((value) => typeof value === 'string');
};

/** Whether a component requires what need not be there, by a schema beside the reference. */
function isRelaxed(target: unknown, { document, direction, optional = [] }: Scope): boolean {
  if (!isSchema(target) || optional.length === 0) return false;
  const own = direction ? oneWayNames(document, target, direction) : [];
  const others = optional.filter((name) => !own.includes(name));
  return others.length > 0 && requires(document, target, others, new Set());
}

/** Whether a schema, or one for the same value in it, requires one of the names. */
export function requires(
  document: object,
  schema: JsonSchema,
  names: readonly string[],
  seen: Set<JsonSchema>,
): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  const form = understoodForm(schema);
  if (requiredNames(form).some((name) => names.includes(name))) return true;
  const target = typeof form.$ref === 'string' ? targetOf(document, form.$ref) : undefined;
  return [target, form.allOf, form.anyOf, form.oneOf, form.if, form.then, form.else, form.not]
    .flat()
    .some((each) => isSchema(each) && requires(document, each, names, seen));
}
