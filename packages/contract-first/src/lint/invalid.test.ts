/** Rules of the toolkit on documents that OpenAPI does not allow: they report, and never throw. */
import { lintFromString } from '@redocly/openapi-core';
import { expect, it } from 'vitest';
import { own, soundDocument } from './testing/soundDocument.ts';

/** The paths to all values of a document. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function replaced(document: object, path: readonly string[], value: unknown): object {
  const copy: object = structuredClone(document);
  const last = path.at(-1) ?? '';
  const holder = path
    .slice(0, -1)
    .reduce<object>((part, key) => Reflect.get(part, key) as object, copy);
  Reflect.set(holder, last, value);
  return copy;
}

it.each([null, 5, 'text', [], [null], {}, { $ref: 'nowhere.yaml' }, { $ref: 5 }, true])(
  'reads a document with %j in any place',
  async (value) => {
    const document = soundDocument();
    const stopped: string[] = [];
    for (const path of pathsIn(document)) {
      // Without a version, or with no object at all, it is no OpenAPI document.
      if (path[0] === 'openapi') continue;
      const source = JSON.stringify(replaced(document, path, value));
      const { message } = await lintFromString({ source, config: own }).then(
        () => ({ message: undefined }),
        (error: Error) => error,
      );
      if (message !== undefined) stopped.push(`${path.join(' ')}: ${message}`);
    }
    expect(stopped).toEqual([]);
  },
  60_000,
);
