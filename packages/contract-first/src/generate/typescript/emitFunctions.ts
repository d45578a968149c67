import { type MethodModel, type SdkModel, waitingName } from '../model/model.ts';
import { pascalCase } from '../model/naming.ts';
import { waitingConstant } from './emitOperations.ts';
import { className } from './emitResources.ts';

/** The file of functions: one a method, each of which a bundle can have without the others. */
export function emitFunctions({ groups, channel }: SdkModel): string {
  const functions = groups.flatMap(({ name, methods }) =>
    methods.flatMap((method) => [
      emitFunction(name, method.name, methodOf(method)),
      ...(method.waiting ? [emitFunction(name, waitingName(method.name), waiterOf(method))] : []),
    ]),
  );
  if (channel) functions.push(emitFunction(channel.group, channel.method, channelOf(channel)));
  const uses = ['call', 'connect', 'list', 'wait'].filter((name) =>
    functions.some((text) => text.includes(` ${name}(`)),
  );
  const classes = groups.map(({ name }) => className(name));
  if (channel && !classes.includes(className(channel.group)))
    classes.push(className(channel.group));
  return [
    `import { ${uses.join(', ')} } from '../runtime/methods.ts';`,
    "import type { Connection } from '../runtime/operation.ts';",
    "import * as operations from './operations.ts';",
    `import type {\n${classes.map((name) => `  ${name},\n`).join('')}} from './resources.ts';`,
    '',
    ...functions,
  ].join('\n');
}

const methodOf = ({ paged, constant }: MethodModel): string =>
  `(...args: unknown[]) => ${paged ? 'list' : 'call'}(connection, operations.${constant}, args)`;

/** It asks for the state: the events would be most of a small bundle. */
const waiterOf = ({ constant, waiting }: MethodModel): string =>
  `(...args: unknown[]) => wait(connection, operations.${constant}, operations.${waitingConstant(waiting?.status ?? '')}, args)`;

const channelOf = ({ constant }: { constant: string }): string =>
  `(...args: unknown[]) => connect(connection, operations.${constant}, args)`;

function emitFunction(group: string, name: string, body: string): string {
  return `/** Gives \`client.${group}.${name}\`. */
export const ${group}${pascalCase(name)} = (connection: Connection): ${className(group)}['${name}'] =>
  ${body};
`;
}
