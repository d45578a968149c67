/**
 * The file of functions: one for each method, so that a bundle has only those that it uses.
 *
 * @module
 */
import { commentLines } from '../documentation.ts';
import { Imports } from '../imports.ts';
import { camelCase, memberName, variableName } from '../names.ts';
import { allResources, type MethodPlan, type ResourcePlan } from '../plan.ts';
import { channelConstant, waitingConstant } from './operations.ts';
import { channelIn, type ResourceContext } from './resources.ts';
import { type RuntimeName, runtimeModule } from './runtimeModules.ts';

/** Only `never` is what each overload returns: one of them chooses the result by `accept`. */
const AS_EVERY_OVERLOAD = ' as never';

export function functionsFile(root: ResourcePlan, context: ResourceContext): string {
  const imports = new Imports();
  const connection = imports.type(runtimeModule('Connection'), 'Connection');
  const operation = (constant: string) =>
    `${imports.namespace('./operations.ts', 'operations')}.${constant}`;
  const written: string[] = [];
  const add = (
    resource: ResourcePlan,
    { name, member, summary = '' }: { name: string; member: string; summary?: string | undefined },
    runtime: RuntimeName,
    constants: readonly string[],
    isOverloaded = false,
  ) => {
    const type = imports.type(`./resources/${resource.file}.ts`, resource.className);
    const shown = [...resource.path, member].join('.');
    const comment = commentLines([summary, `Returns \`client.${shown}\`.`]);
    const given = ['connection', ...constants.map(operation), 'args'].join(', ');
    written.push(`${comment}export const ${name} = (connection: ${connection}): ${type}['${member}'] =>
  (...args: unknown[]) => ${imports.value(runtimeModule(runtime), runtime)}(${given})${isOverloaded ? AS_EVERY_OVERLOAD : ''};
`);
  };
  const names = new Set<string>();
  for (const resource of allResources(root)) {
    for (const plan of resource.methods) {
      const { constant: name, member, method } = plan;
      names.add(name);
      const isOverloaded = context.signatures.of(plan).results.length > 1;
      const shown = { name, member, summary: method.summary };
      const call = callOf(plan, context);
      add(resource, shown, call, [name], isOverloaded);
      const status = method.waiting && context.plans.get(method.waiting.status);
      if (!status) continue;
      // It requests the state: events would be most of a small bundle.
      const waiting = { name: `${name}AndWait`, member: `${member}AndWait` };
      add(resource, waiting, 'wait', [name, waitingConstant(status)]);
    }
    const channel = channelIn(resource, context.model);
    if (!channel) continue;
    const name = variableName(camelCase([...channel.resource.flat(), ...channel.name]));
    const member = memberName(camelCase(channel.name));
    if (!names.has(name)) add(resource, { name, member }, 'connect', [channelConstant(channel)]);
  }
  const text = [imports.text, ...written].join('\n');
  return `${header}\n${text}\n${footer}`;
}

const header = `/**
 * The methods of the client as functions, for small bundles: each takes a connection and returns the
 * method of the same name. The options \`logger\` and \`waitForRateLimit\` of the client are middleware
 * here.
 *
 * @module
 */`;

const footer = `export { type ConnectionOptions, createConnection } from './connection.ts';
export type { FetchInit, FetchLike, FetchResponse } from './runtime/fetchLike.ts';
export { logAttempts } from './runtime/logger.ts';
export type { Connection } from './runtime/operation.ts';
export { waitForRateLimit } from './runtime/waitForRateLimit.ts';
`;

/** What the file exports besides functions of methods. */
export const functionExports = ['createConnection', 'logAttempts', 'waitForRateLimit'];

/** The function of the runtime that carries out a method. */
export function callOf(
  plan: MethodPlan,
  { signatures }: ResourceContext,
): 'call' | 'list' | 'stream' {
  const { results } = signatures.of(plan);
  if (results.some(({ type }) => type.startsWith('runtime.Stream<'))) return 'stream';
  return plan.method.pagination ? 'list' : 'call';
}
