import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  resolve,
} from '../../document/model.ts';
import type { WaitingModel } from './clientModel.ts';
import { templateNames } from './parameterModels.ts';

/**
 * Reads how the end of what an operation starts is waited for: by an operation with the same response
 * for the id in its path. The property of the response whose schema has `x-running`, a list of values,
 * says whether it continues.
 *
 * @param id of the operation that returns the state
 * @throws Error if the two do not go together
 */
export function waitingOf(
  document: Document,
  bound: BoundOperation,
  id: string,
  all: ReadonlyMap<string, BoundOperation>,
): WaitingModel {
  const status = all.get(id);
  if (!status) throw new Error(`Unknown operation ${id} in \`wait\``);
  const response = responseOf(bound);
  if (JSON.stringify(response) !== JSON.stringify(responseOf(status))) {
    throw new Error(`The operation ${id} returns something else, so it cannot be waited with`);
  }
  const { properties } = resolve<JsonSchema>(document, response);
  const known = isSchema(properties) ? properties : {};
  const names = templateNames(status.path);
  const [key = ''] = names;
  if (names.length !== 1 || !Object.hasOwn(known, key)) {
    throw new Error(`The operation ${id} must take one property of the response`);
  }
  for (const [state, property] of Object.entries(known)) {
    if (!isSchema(property)) continue;
    const running = resolve<JsonSchema>(document, property)['x-running'];
    if (Array.isArray(running)) return { status: id, key, state, running: running.map(String) };
  }
  throw new Error('No property of the response has x-running, the states in which it continues');
}

function responseOf({ responses }: BoundOperation): JsonSchema {
  const [, success] = Object.entries(responses).find(([status]) => /^2/.test(status)) ?? [];
  return success?.content?.['application/json']?.schema ?? {};
}
