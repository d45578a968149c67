/**
 * Samples of calls for documentation.
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { flatten } from '../../schema/flatten.ts';
import type { ClientModel, ResponseKind } from '../model/clientModel.ts';
import { clientTitle } from '../model/clientTitle.ts';
import type { SampleArgument, SampleValues } from '../samples/sampleValues.ts';
import { argumentNames, isOption } from './arguments.ts';
import { type Choices, type TypeScriptChoices, withDefaults } from './choices.ts';
import { functionExports } from './emit/functions.ts';
import { importedNames } from './emit/operationSource.ts';
import { literal, propertyName } from './literals.ts';
import { camelCase, kebabCase } from './names.ts';
import { allMethods, type MethodPlan, planOf } from './plan.ts';
import { given, offered, schemePlans } from './schemes.ts';
import { propertyNames } from './types/properties.ts';
import { sendable } from './unsendable.ts';

/** A program for each operation, by the pointer of its operation, as the generated client is called. */
export function typescriptSamples(
  read: ClientModel,
  values: SampleValues,
  options: TypeScriptChoices = {},
): Map<string, string> {
  const choices = withDefaults(options);
  const model = { ...read, root: sendable(read.root, []) };
  const called = clientTitle(model.title, choices.name);
  const packageName = choices.packageName ?? kebabCase(called.words).toLowerCase();
  const schemes = schemePlans(model);
  const constants = schemes.flatMap(({ constant }) => constant ?? []);
  const [scheme] = offered(schemes);
  const root = planOf(model, [...functionExports, ...importedNames, ...constants]);
  const head = [
    `import { ${called.name}Client } from ${literal(packageName)};`,
    '',
    `const client = new ${called.name}Client(${scheme ? `{ ${given(scheme)} }` : ''});`,
  ].join('\n');
  const samples = new Map<string, string>();
  for (const plan of allMethods(root)) {
    const call = callOf(plan, model.document, values, choices);
    if (call !== undefined)
      samples.set(plan.method.pointer, `${head}\n${statementOf(plan, call)}\n`);
  }
  return samples;
}

function statementOf({ method }: MethodPlan, call: string): string {
  const kinds = method.responses.flatMap(({ isSuccess, alternatives: [first] }): ResponseKind[] =>
    isSuccess && first ? [first.kind] : [],
  );
  const [kind] = kinds;
  if (method.pagination || kind === 'events' || kind === 'items') {
    return `for await (const item of ${call}) console.log(item);`;
  }
  if (kind === undefined) return `await ${call};`;
  return `const result = await ${call};\nconsole.log(result);`;
}

function callOf(
  { method, shown }: MethodPlan,
  document: Document,
  values: SampleValues,
  choices: Choices,
): string | undefined {
  const needed = values.argumentsOf(method);
  if (!needed) return undefined;
  const nameOf = argumentNames(method, choices.names);
  const options = needed.filter(({ of }) => 'in' in of && isOption(of, choices));
  const own = needed.filter((each) => !options.includes(each));
  const positional = method.positional.arguments.map((words) =>
    own.find(({ argument }) => argument.join(' ') === words.join(' ')),
  );
  // Of a gradual list, those at its beginning can be given; of another, all or none.
  const gradual = positional.slice(0, Math.max(0, positional.indexOf(undefined)));
  const isWhole = positional.every((each) => each !== undefined);
  const first = (isWhole ? positional : method.positional.isGradual ? gradual : []).filter(
    (each) => each !== undefined,
  );
  const write = (each: SampleArgument) =>
    each.isFile ? "new Blob(['content'])" : sourceOf(each.value, each.schema, document, choices);
  const named = (all: readonly SampleArgument[]) =>
    `{ ${all.map((each) => `${propertyName('mediaType' in each.of ? camelCase(each.argument) : nameOf({ name: each.name, argument: each.argument }))}: ${write(each)}`).join(', ')} }`;
  const rest = own.filter((each) => !first.includes(each));
  const args = first.map(write);
  if (rest.length > 0) args.push(named(rest));
  if (options.length > 0) {
    if (rest.length === 0 && !isWhole) args.push('{}');
    args.push(
      `{ ${options.map((each) => `${propertyName(camelCase(each.argument))}: ${write(each)}`).join(', ')} }`,
    );
  }
  const call = `client.${shown}(${args.join(', ')})`;
  return call.length > 90 ? broken(call) : call;
}

/** The value of an argument as source, with the names that properties have in the client. */
function sourceOf(value: unknown, schema: unknown, document: Document, choices: Choices): string {
  if (typeof value === 'string') return literal(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const flat = isSchema(schema) ? flatten(document, schema) : {};
  if (Array.isArray(value))
    return `[${value.map((each) => sourceOf(each, flat.items, document, choices)).join(', ')}]`;
  const properties: Readonly<Record<string, unknown>> = isSchema(flat.properties)
    ? (flat.properties as JsonSchema)
    : {};
  const names = propertyNames(Object.keys(properties), choices.names);
  const members = Object.entries(value).map(
    ([name, each]) =>
      `${propertyName(names.get(name) ?? name)}: ${sourceOf(each, Object.hasOwn(properties, name) ? properties[name] : flat.additionalProperties, document, choices)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** A long call with each member of its objects on a line; strings have no line breaks. */
function broken(call: string): string {
  let depth = 0;
  let quoted = false;
  let text = '';
  for (let at = 0; at < call.length; at++) {
    const sign = call[at] ?? '';
    if (sign === '\\') {
      text += sign + (call[++at] ?? '');
      continue;
    }
    if (sign === "'") quoted = !quoted;
    if (quoted || !/[{},]/.test(sign)) {
      text += sign;
    } else if (sign === '{' && call.slice(at, at + 2) !== '{}') {
      depth++;
      text += `{\n${'  '.repeat(depth)}`;
      at++;
    } else if (sign === '}' && text.at(-1) !== '{') {
      depth--;
      text = `${text.trimEnd()},\n${'  '.repeat(depth)}}`;
    } else if (sign === ',' && depth > 0 && isBetweenMembers(call, at)) {
      text += `,\n${'  '.repeat(depth)}`;
      at++;
    } else {
      text += sign;
    }
  }
  return text;
}

/** Whether a comma is followed by the name of a member, and not by an item of a list. */
const isBetweenMembers = (call: string, at: number): boolean =>
  /^, (?:[\w$]+|'(?:[^'\\]|\\.)*'|\['__proto__'\]): /.test(call.slice(at));
