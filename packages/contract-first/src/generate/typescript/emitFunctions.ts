import { type ClientModel, type MethodModel, waitingName } from '../model/model.ts';
import { pascalCase } from '../model/naming.ts';
import { waitingConstant } from './emitOperations.ts';
import { className } from './emitResources.ts';
import { Imports } from './imports.ts';
import { METHODS, OPERATION, OPERATIONS } from './modules.ts';

/** The file of functions: one a method, each of which a bundle can have without the others. */
export function emitFunctions({ groups, channel }: ClientModel): string {
  const imports = new Imports();
  const functions = groups.flatMap(({ name, methods }) =>
    methods.flatMap((method) => [
      emitFunction(imports, name, method.name, methodOf(imports, method)),
      ...(method.waiting
        ? [emitFunction(imports, name, waitingName(method.name), waiterOf(imports, method))]
        : []),
    ]),
  );
  if (channel) {
    const body = channelOf(imports, channel);
    functions.push(emitFunction(imports, channel.group, channel.method, body));
  }
  const classes = groups.map(({ name }) => className(name));
  if (channel && !classes.includes(className(channel.group)))
    classes.push(className(channel.group));
  return [
    `${imports.text}import type {\n${classes.map((name) => `  ${name},\n`).join('')}} from './resources.ts';`,
    '',
    ...functions,
  ].join('\n');
}

const methodOf = (imports: Imports, { paged, constant }: MethodModel): string =>
  arrow(imports, paged ? 'list' : 'call', [operationOf(imports, constant)]);

/** It asks for the state: the events would be most of a small bundle. */
const waiterOf = (imports: Imports, { constant, waiting }: MethodModel): string =>
  arrow(imports, 'wait', [
    operationOf(imports, constant),
    operationOf(imports, waitingConstant(waiting?.status ?? '')),
  ]);

const channelOf = (imports: Imports, { constant }: { constant: string }): string =>
  arrow(imports, 'connect', [operationOf(imports, constant)]);

const operationOf = (imports: Imports, constant: string): string =>
  `${imports.namespace(OPERATIONS, 'operations')}.${constant}`;

/** The function that calls a function of the runtime with the connection and what it was given. */
const arrow = (imports: Imports, runtime: string, operations: readonly string[]): string =>
  `(...args: unknown[]) => ${imports.value(METHODS, runtime)}(connection, ${operations.join(', ')}, args)`;

function emitFunction(imports: Imports, group: string, name: string, body: string): string {
  const connection = imports.type(OPERATION, 'Connection');
  return `/** Gives \`client.${group}.${name}\`. */
export const ${group}${pascalCase(name)} = (connection: ${connection}): ${className(group)}['${name}'] =>
  ${body};
`;
}
