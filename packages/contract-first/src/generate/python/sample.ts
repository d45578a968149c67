/**
 * Samples of calls for documentation.
 *
 * @module
 */
import type { ClientModel, MethodModel, ResourceModel } from '../model/clientModel.ts';
import type { SampleArgument, SampleValues } from '../samples/sampleValues.ts';
import type { Argument } from './arguments.ts';
import { clientNames } from './clientNames.ts';
import { ClientTypes } from './clientTypes.ts';
import { credentialOptions } from './emitClient.ts';
import { importable } from './file.ts';
import type { PythonClientOptions } from './options.ts';
import { allResources, type PythonMethod, resourcesOf } from './resources.ts';
import { quote } from './source.ts';
import type { PythonType } from './types.ts';

/** A program for each operation, by the pointer of its operation, as the generated client is called. */
export function pythonSamples(
  model: ClientModel,
  values: SampleValues,
  options: PythonClientOptions = {},
): Map<string, string> {
  const names = clientNames(model, options);
  const choices = {
    names: options.names ?? 'snake_case',
    dates: options.dates ?? 'datetime',
    typeNames: options.typeNames ?? {},
  } as const;
  const types = new ClientTypes(model.document, choices, importable);
  const root = resourcesOf(model.root, types, () => undefined);
  const [option] = credentialOptions(usedIn(model));
  const credential = option
    ? `${option.name}=${option.scheme.type === 'basic' ? '("user", "password")' : '"…"'}`
    : '';
  const client = [
    `from ${names.package} import ${names.prefix}Client`,
    '',
    `client = ${names.prefix}Client(${credential})`,
  ].join('\n');
  const samples = new Map<string, string>();
  for (const method of allResources(root).flatMap((resource) => resource.methods)) {
    const needed = values.argumentsOf(method.model);
    const call = needed && callOf(method, needed);
    if (call === undefined) continue;
    const dates = [...call.matchAll(/\b(datetime|date)\.fromisoformat\(/g)].map(
      ([, name = '']) => name,
    );
    const head =
      dates.length > 0 ? `from datetime import ${[...new Set(dates)].sort().join(', ')}\n\n` : '';
    samples.set(method.model.pointer, `${head}${client}\n${statementOf(method, call)}\n`);
  }
  return samples;
}

/** The schemes that methods use, as the client has options for them. */
function usedIn({ root, schemes }: ClientModel): ClientModel['schemes'] {
  const methodsIn = (resource: ResourceModel): readonly MethodModel[] => [
    ...resource.methods,
    ...resource.resources.flatMap(methodsIn),
  ];
  const used = new Set(
    methodsIn(root).flatMap(({ security }) => security.flatMap((each) => Object.keys(each))),
  );
  return schemes.filter(({ name }) => used.has(name));
}

function statementOf({ result }: PythonMethod, call: string): string {
  if (result.call === 'list') return `for item in ${call}:\n    print(item)`;
  if (result.call === 'stream')
    return `with ${call} as stream:\n    for item in stream:\n        print(item)`;
  if (result.call === 'download') return `${call}.write_to_file("file.bin")`;
  return result.type.kind === 'none' ? call : `result = ${call}\nprint(result)`;
}

function callOf(
  { id, parameters, body }: PythonMethod,
  needed: readonly SampleArgument[],
): string | undefined {
  const all: readonly Argument[] = [...parameters, ...(body.forms[0]?.arguments ?? [])];
  const written = needed.map((each) => {
    const argument = all.find(({ words }) => words.join(' ') === each.argument.join(' '));
    if (!argument) return undefined;
    const value = each.isFile ? 'open("file.bin", "rb")' : sourceOf(each.value, argument.type);
    return `${argument.name}=${value}`;
  });
  if (written.includes(undefined)) return undefined;
  const call = `client.${id}(${written.join(', ')})`;
  return call.length > 90
    ? `client.${id}(\n${written.map((each) => `    ${each},\n`).join('')})`
    : call;
}

/** A value as source. Dictionaries stand for models, with the names of the document. */
function sourceOf(value: unknown, type: PythonType): string {
  if (type.kind === 'union') {
    const member = type.members.find((each) => isFor(value, each)) ?? type.members[0];
    return member ? sourceOf(value, member) : sourceOf(value, { kind: 'any' });
  }
  if (type.kind === 'imported' && typeof value === 'string') {
    return type.name === 'datetime' || type.name === 'date'
      ? `${type.name}.fromisoformat(${quote(value)})`
      : quote(value);
  }
  if (Array.isArray(value)) {
    const item: PythonType =
      type.kind === 'list' || type.kind === 'sequence' ? type.item : { kind: 'any' };
    return `[${value.map((each) => sourceOf(each, item)).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const inner: PythonType =
      type.kind === 'dict' || type.kind === 'mapping' ? type.value : { kind: 'any' };
    return `{${Object.entries(value)
      .map(([name, each]) => `${quote(name)}: ${sourceOf(each, inner)}`)
      .join(', ')}}`;
  }
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return quote(value);
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

function isFor(value: unknown, type: PythonType): boolean {
  switch (type.kind) {
    case 'imported':
      return typeof value === 'string';
    case 'builtin':
      return (
        { str: 'string', int: 'number', float: 'number', bool: 'boolean', bytes: '' }[type.name] ===
        typeof value
      );
    case 'literal':
      return type.values.includes(sourceOf(value, { kind: 'any' }));
    case 'list':
    case 'sequence':
      return Array.isArray(value);
    case 'model':
    case 'dict':
    case 'mapping':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return false;
  }
}
