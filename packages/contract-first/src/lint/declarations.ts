import type { UserContext } from '@redocly/openapi-core';
import { extension, follow } from './document.ts';

/**
 * The names that an extension at the top of the document declares, such as the scopes of
 * `x-scopes: [{ scope: … }]`.
 *
 * @param key the member of each entry that holds its name
 */
export function declarations(
  ctx: UserContext,
  root: object,
  name: `x-${string}`,
  key: string,
): Set<unknown> {
  const declared = extension(root, name) ?? [];
  const list =
    typeof declared === 'object' ? follow<object>(ctx, declared, ctx.location) : undefined;
  const entries = Array.isArray(list?.node) ? list.node : [];
  return new Set(
    entries.flatMap((entry: unknown) =>
      typeof entry === 'object' && entry !== null && Object.hasOwn(entry, key)
        ? [Reflect.get(entry, key)]
        : [],
    ),
  );
}
