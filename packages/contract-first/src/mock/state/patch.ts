/**
 * Changes of JSON values: merge patches (RFC 7396) and patches of operations (RFC 6902).
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { isSchema, pointerTokens } from '../../document/model.ts';

/** A patch that cannot be applied: a failed `test`, or a path that leads nowhere. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
}

/** What a merge patch makes of a value (RFC 7396, section 2). */
export function mergePatched(target: unknown, patch: unknown): unknown {
  if (!isSchema(patch)) return structuredClone(patch);
  const result = new Map(Object.entries(isSchema(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, mergePatched(result.get(name), value));
  }
  return Object.fromEntries(result);
}

type Step = Readonly<Record<string, unknown>>;

/**
 * What a list of operations makes of a value (RFC 6902).
 *
 * @throws PatchError where an operation cannot be applied; the value is unchanged
 */
export function jsonPatched(target: unknown, steps: readonly unknown[]): unknown {
  let value = structuredClone(target);
  for (const step of steps) value = applied(value, isSchema(step) ? step : {});
  return value;
}

function applied(root: unknown, { op, path, from, value }: Step): unknown {
  const at = tokens(path);
  switch (op) {
    case 'add':
      return added(root, at, structuredClone(value));
    case 'remove':
      return removed(root, at);
    case 'replace':
      found(root, at);
      return at.length === 0 ? structuredClone(value) : added(removed(root, at), at, value);
    case 'move':
      return added(removed(root, tokens(from)), at, found(root, tokens(from)));
    case 'copy':
      return added(root, at, structuredClone(found(root, tokens(from))));
    case 'test':
      if (!isDeepStrictEqual(found(root, at), value)) {
        throw new PatchError(`The test of ${String(path)} failed`);
      }
      return root;
    default:
      throw new PatchError(`Unknown operation "${String(op)}" in a JSON Patch`);
  }
}

function tokens(path: unknown): string[] {
  if (typeof path !== 'string' || (path !== '' && !path.startsWith('/'))) {
    throw new PatchError(`Invalid JSON Pointer: ${JSON.stringify(path)}`);
  }
  try {
    // A pointer is not percent-encoded here.
    return pointerTokens(path.replaceAll('%', '%25'));
  } catch {
    throw new PatchError(`Invalid JSON Pointer: ${JSON.stringify(path)}`);
  }
}

function found(root: unknown, at: readonly string[]): unknown {
  let current = root;
  for (const token of at) {
    const holder = current;
    const isIn = typeof holder === 'object' && holder !== null && Object.hasOwn(holder, token);
    if (!isIn) throw new PatchError(`Nothing at /${at.join('/')}`);
    current = Reflect.get(holder, token);
  }
  return current;
}

function holderOf(root: unknown, at: readonly string[]): readonly [holder: object, last: string] {
  const holder = found(root, at.slice(0, -1));
  if (typeof holder !== 'object' || holder === null) {
    throw new PatchError(`Nothing at /${at.join('/')}`);
  }
  return [holder, at.at(-1) ?? ''];
}

function added(root: unknown, at: readonly string[], value: unknown): unknown {
  if (at.length === 0) return value;
  const [holder, last] = holderOf(root, at);
  if (!Array.isArray(holder)) {
    // A plain assignment would set the prototype for `__proto__`.
    const property = { value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(holder, last, property);
    return root;
  }
  const index = last === '-' ? holder.length : Number(last);
  if (!/^(?:-|0|[1-9]\d*)$/.test(last) || index > holder.length) {
    throw new PatchError(`No index ${last} at /${at.slice(0, -1).join('/')}`);
  }
  holder.splice(index, 0, value);
  return root;
}

function removed(root: unknown, at: readonly string[]): unknown {
  found(root, at);
  if (at.length === 0) return null;
  const [holder, last] = holderOf(root, at);
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
  return root;
}
