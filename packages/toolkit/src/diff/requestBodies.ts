import { additive, breaking, type Change, keysOf } from './change.ts';
import type { Pair } from './index.ts';
import { schemaChanges } from './schemas.ts';

/** What an operation takes as its body. */
export function requestBodyChanges({ name, before, after, documents }: Pair): Change[] {
  const [old, now] = [before.requestBody, after.requestBody];
  const where = `${name} request body`;
  if (!old && !now) return [];
  if (!now) return [breaking('request-body-removed', where, 'no body is taken any more')];
  if (!old) {
    return now.required
      ? [
          breaking(
            'request-body-became-required',
            where,
            'a body is required now: calls without one are refused',
          ),
        ]
      : [additive('request-body-added', where, 'a body is taken now')];
  }
  const { removed, added, kept } = keysOf(old.content, now.content);
  const required =
    now.required && !old.required
      ? [
          breaking(
            'request-body-became-required',
            where,
            'a body is required now: calls without one are refused',
          ),
        ]
      : old.required && !now.required
        ? [additive('request-body-became-optional', where, 'the body may be left out now')]
        : [];
  return [
    ...required,
    ...removed.map((type) =>
      breaking('request-media-type-removed', where, `${type} is not taken any more`),
    ),
    ...added.map((type) => additive('request-media-type-added', where, `${type} is taken, too`)),
    ...kept.flatMap((type) =>
      schemaChanges(
        documents,
        old.content[type]?.schema,
        now.content[type]?.schema,
        'request',
        where,
      ),
    ),
  ];
}
