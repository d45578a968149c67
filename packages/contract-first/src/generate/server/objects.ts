import { isSchema, type JsonSchema } from '../../document/model.ts';
import { isOneWay } from '../../schema/directions.ts';
import { checked, counted } from './checks.ts';
import { requiredNames } from './keywords.ts';
import { refusesMissing } from './missing.ts';
import type { Scope, Writer } from './scope.ts';
import { Code, Members } from './source.ts';
import { nothing } from './values.ts';

/** An object. Properties that the schema does not know stay in the value, where it allows them. */
export function object(schema: JsonSchema, scope: Scope, writer: Writer): Code {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required = requiredNames(schema).filter((name) => !scope.optional?.includes(name));
  const missing = required.filter((name) => !Object.hasOwn(properties, name));
  const extra = schema.additionalProperties;
  const { optional: _, ...inner } = scope;
  const shape = shapeOf(schema, scope, writer);
  const { z } = scope;
  let expression: Code;
  if (extra === false) expression = z.call('strictObject', shape);
  else if (isSchema(extra)) {
    expression = z.call('object', shape).call('catchall', writer.zodOf(extra, inner));
  } else expression = z.call('looseObject', shape);
  if (missing.length > 0) expression = checked(expression, scope, 'required', ...missing);
  // zod-to-openapi takes what accepts undefined for optional.
  const isVague = required.some(
    (name) => !Object.hasOwn(properties, name) || !refusesMissing(scope.document, properties[name]),
  );
  if (isVague && !scope.isNoted) {
    expression = expression.call('openapi', Code.value({ required: schema.required }));
  }
  return counted(expression, schema, scope, ['minProperties', 'maxProperties']);
}

/** The properties of an object schema, each with its Zod schema. */
export function shapeOf(schema: JsonSchema, scope: Scope, writer: Writer): Code {
  const { optional = [], ...inner } = scope;
  const required = requiredNames(schema).filter((name) => !optional.includes(name));
  const shape = new Members();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    let isLate = false;
    const onLate = () => {
      isLate = true;
    };
    const value = isSecret(property, scope)
      ? nothing(scope).call('optional')
      : writer.presence(property, required.includes(name), { ...inner, onLate });
    // A getter is read when the schema is used, and by then all are declared.
    const own = ownValue(name, value, scope);
    if (isLate) shape.getter(name, own);
    else shape.set(name, own);
  }
  return shape.code;
}

/** Whether a property is never shown in the direction of a value. */
const isSecret = (property: unknown, { document, direction }: Scope): boolean =>
  direction === 'response' && isOneWay(document, property, direction);

/**
 * The Zod schema of a property or a parameter. Zod reads what an object inherits as well, so what
 * every object inherits is taken for missing.
 *
 * @throws Error for the one name that Zod leaves out of every object
 */
export function ownValue(name: string, value: Code, scope: Scope): Code {
  if (name === '__proto__') throw new Error('Zod has no objects with a property "__proto__"');
  return name in Object.prototype
    ? scope.z.call('preprocess', scope.helper('withoutInherited'), value)
    : value;
}
