import { expect, it } from 'vitest';
import { changedSource } from '../../honest/mutated.ts';
import { faults } from './catalogue.ts';

it('has at least 120 faults, in three frameworks', () => {
  expect(faults.length).toBeGreaterThanOrEqual(120);
  expect(new Set(faults.map(({ framework }) => framework)).size).toBe(3);
});

it('names each fault of a server once, and its source', () => {
  const names = faults.map(({ framework, document, name }) => `${framework} ${document} ${name}`);
  expect(new Set(names).size).toBe(names.length);
  expect(faults.filter(({ source }) => source === '')).toEqual([]);
});

it.each(faults)('$framework $document: $name: changes one place', async (fault) => {
  expect(await changedSource(fault)).toContain(fault.to);
});
