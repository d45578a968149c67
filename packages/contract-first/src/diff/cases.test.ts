import { describe, expect, it } from 'vitest';
import { type Case, cases, documentOfCase } from './cases/index.ts';
import { type Change, compareContracts, rules } from './index.ts';

const known = new Map<Case, readonly Change[]>();

/** The changes of a case, compared once. */
function changesOf(one: Case): readonly Change[] {
  const changes =
    known.get(one) ?? compareContracts(documentOfCase(one.before), documentOfCase(one.after));
  known.set(one, changes);
  return changes;
}

describe.each([true, false])('breaking: %s', (breaking) => {
  it.each(cases.filter((each) => each.breaking === breaking).map((each) => [each.name, each]))(
    '%s',
    (_name, one) => {
      const changes = changesOf(one).filter(({ level }) => level !== 'annotation');
      const found = new Set(changes.map(({ rule }) => rule));
      expect([...found].sort()).toEqual([...one.rules].sort());
      expect(changes.some(({ level }) => level === 'breaking')).toBe(breaking);
    },
  );
});

it('every rule has a case', () => {
  const found = new Set(cases.flatMap(changesOf).map(({ rule }) => rule));
  expect(Object.keys(rules).filter((rule) => !found.has(rule as never))).toEqual([]);
});

it('case names are unique', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

it('a document has no changes from itself', () => {
  for (const { before } of cases) {
    expect(compareContracts(documentOfCase(before), documentOfCase(before))).toEqual([]);
  }
});
