/**
 * The first call that documentation shows of a client.
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';
import type { ParameterModel } from '../model/clientModel.ts';
import { argumentNames } from './arguments.ts';
import type { Choices } from './choices.ts';
import { literal, propertyName } from './literals.ts';
import { allMethods, type MethodPlan, type ResourcePlan } from './plan.ts';

/** A method that can be called with simple values, as source, such as `client.pets.list()`. */
export type ExampleCall = { readonly plan: MethodPlan; readonly call: string };

/**
 * Calls that need no explanation: of methods that read, with as few arguments as possible.
 *
 * @param isFit which methods are meant
 */
export function exampleCall(
  root: ResourcePlan,
  document: object,
  choices: Choices,
  isFit: (plan: MethodPlan) => boolean = () => true,
): ExampleCall | undefined {
  const calls = allMethods(root)
    .filter(({ method }) => method.body?.required !== true && !method.deprecated)
    .filter(isFit)
    .flatMap((plan) => {
      const call = callOf(plan, document, choices);
      return call === undefined ? [] : [{ plan, call }];
    });
  const cost = ({ plan: { method }, call }: ExampleCall) =>
    (method.verb === 'GET' ? 0 : 1_000) +
    (method.responses.some(({ isSuccess, alternatives }) => isSuccess && alternatives[0])
      ? 0
      : 500) +
    method.resource.length * 10 +
    call.length;
  return calls.reduce<ExampleCall | undefined>(
    (best, each) => (best && cost(best) <= cost(each) ? best : each),
    undefined,
  );
}

function callOf({ method, shown }: MethodPlan, document: object, choices: Choices) {
  const nameOf = argumentNames(method, choices.names);
  const needed = method.parameters.filter(({ required }) => required);
  const values = new Map<ParameterModel, string>();
  for (const parameter of needed) {
    const value = exampleValue(document, parameter);
    if (value === undefined) return undefined;
    values.set(parameter, value);
  }
  const positional = method.positional.arguments.map((argument) =>
    needed.find((each) => each.argument.join(' ') === argument.join(' ')),
  );
  const isPositional = positional.every((each) => each !== undefined);
  const first = isPositional ? positional : [];
  const rest = needed
    .filter((each) => !first.includes(each))
    .map((each) => `${propertyName(nameOf(each))}: ${values.get(each)}`);
  const args = first.map((each) => each && values.get(each));
  if (rest.length > 0) args.push(`{ ${rest.join(', ')} }`);
  return `client.${shown}(${args.join(', ')})`;
}

/** A value for a parameter, as source; undefined if it is not a single value. */
function exampleValue(document: object, { schema, name }: ParameterModel): string | undefined {
  const target = isSchema(schema) ? resolvedOr<JsonSchema>(document, schema, {}) : {};
  const listed: unknown = Array.isArray(target.enum) ? target.enum[0] : target.const;
  if (typeof listed === 'string') return literal(listed);
  if (typeof listed === 'number') return String(listed);
  switch (target.type) {
    case 'string':
      return target.format?.toString().startsWith('date') ? undefined : literal(name);
    case 'integer':
    case 'number':
      return target.format === 'int64' ? undefined : '1';
    case 'boolean':
      return 'true';
    default:
      return undefined;
  }
}
