import type { ZodType } from 'zod';
import { type LooseSchema, z } from './generated.ts';

/**
 * A schema for values that are valid for each of several schemas, as in `allOf`. Unlike with Zod's
 * intersection, a schema that refuses unknown properties also refuses those that only the others know;
 * and if two schemas have different defaults for a property, the first one is used.
 *
 * The document that is read off routes shows nothing of it: it must be described by `openapi`.
 */
export function every(...sides: readonly ZodType[]): LooseSchema {
  return z.unknown().check((checked: { value: unknown; readonly issues: unknown[] }) => {
    const { value: input, issues } = checked;
    const told = new Set<string>();
    let output = input;
    for (const side of sides) {
      const result = side.safeParse(input);
      if (result.success) {
        if (result.data === input) continue;
        output = output === input ? result.data : withMissing(output, result.data);
        continue;
      }
      for (const issue of result.error.issues) {
        const text = JSON.stringify([issue.path.map(String), issue.message]);
        if (told.has(text)) continue;
        told.add(text);
        issues.push({ ...issue, path: [...issue.path], input });
      }
    }
    if (told.size === 0) checked.value = output;
  });
}

/** A parsed value with the defaults that another schema has given to the same value. */
function withMissing(parsed: unknown, other: unknown): unknown {
  if (parsed === other) return parsed;
  if (Array.isArray(parsed) && Array.isArray(other)) {
    return parsed.map((each, at) => withMissing(each, other[at]));
  }
  if (!isObject(parsed) || !isObject(other) || Array.isArray(parsed)) return parsed;
  const all = new Map(Object.entries(parsed));
  for (const [name, each] of Object.entries(other)) {
    all.set(name, all.has(name) ? withMissing(all.get(name), each) : each);
  }
  return Object.fromEntries(all);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
