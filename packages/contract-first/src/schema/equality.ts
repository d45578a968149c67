import type { Ajv2020, KeywordErrorDefinition } from 'ajv/dist/2020.js';
import { _ } from 'ajv/dist/2020.js';
import { canonical } from './canonical.ts';

/**
 * Replaces ajv's keywords that compare values. Its own comparison calls `toString` and `valueOf` of
 * them, which a value that was sent can have as properties.
 */
export function addEquality(ajv: Ajv2020): void {
  for (const keyword of ['const', 'enum', 'uniqueItems']) ajv.removeKeyword(keyword);
  ajv.addKeyword({
    keyword: 'const',
    compile: (only: unknown) => isOneOf([only]),
    error: errorOf('allowedValue'),
  });
  ajv.addKeyword({
    keyword: 'enum',
    compile: (listed: readonly unknown[]) => isOneOf(listed),
    error: errorOf('allowedValues'),
  });
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    compile: (isAsked: boolean) => (items: readonly unknown[]) =>
      !isAsked || new Set(items.map(canonical)).size === items.length,
  });
}

const errorOf = (parameter: string): KeywordErrorDefinition => ({
  message: 'must be equal to one of the allowed values',
  params: ({ schemaCode }) => _`{[${parameter}]: ${schemaCode}}`,
});

function isOneOf(listed: readonly unknown[]): (value: unknown) => boolean {
  const scalars = new Set(listed.filter((each) => !isNested(each)));
  const texts = new Set(listed.filter(isNested).map(canonical));
  return (value) => (isNested(value) ? texts.has(canonical(value)) : scalars.has(value));
}

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;
