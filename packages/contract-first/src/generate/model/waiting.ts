import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  resolve,
} from '../../document/model.ts';
import { clientName, constantOf } from './naming.ts';

/** How the end of what an operation has begun is waited for. */
export type Waiting = {
  /** The constant of the operation that tells the state. */
  readonly status: string;
  /** The field that names what was begun. */
  readonly key: string;
  readonly state: string;
  readonly running: readonly string[];
};

/**
 * Reads how the end of what an operation has begun is waited for: by an operation that gives the
 * same answer for the id in its path. Of the answer's properties, the one whose schema has
 * `x-running`, a list of values, tells whether it goes on.
 *
 * @param id that of the operation that tells the state
 * @param all the operations of the document, by id
 * @throws Error where the two do not go together
 */
export function readWaiting(
  document: Document,
  bound: BoundOperation,
  id: string,
  all: ReadonlyMap<string, BoundOperation>,
): Waiting {
  const status = all.get(id);
  if (!status) throw new Error(`Unknown operation ${id} in \`wait\``);
  const answer = answerOf(bound);
  if (JSON.stringify(answer) !== JSON.stringify(answerOf(status))) {
    throw new Error(`The operation ${id} returns something else, so it cannot be waited with`);
  }
  const { properties } = resolve<JsonSchema>(document, answer);
  const names = [...status.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
  const [key = ''] = names;
  if (names.length !== 1 || !(key in Object(properties))) {
    throw new Error(`The operation ${id} must take one property of the response`);
  }
  for (const [name, property] of Object.entries<unknown>(Object(properties))) {
    if (!isSchema(property)) continue;
    const running = resolve<JsonSchema>(document, property)['x-running'];
    if (!Array.isArray(running)) continue;
    const state = clientName(name);
    return { status: constantOf(id), key: clientName(key), state, running: running.map(String) };
  }
  throw new Error('No property of the response has x-running, the states in which it continues');
}

function answerOf({ responses }: BoundOperation): JsonSchema {
  const [, success] = Object.entries(responses).find(([status]) => /^2/.test(status)) ?? [];
  return success?.content?.['application/json']?.schema ?? {};
}
