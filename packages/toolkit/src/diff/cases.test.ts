import { describe, expect, it } from 'vitest';
import { documentOfCase } from './cases/case.ts';
import { cases } from './cases/index.ts';
import { compareContracts, rules } from './index.ts';

const changesOf = ({ before, after }: (typeof cases)[number]) =>
  compareContracts(documentOfCase(before), documentOfCase(after));

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

it('cases have names of their own', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

it('a document has no changes from itself', () => {
  for (const { before } of cases) {
    expect(compareContracts(documentOfCase(before), documentOfCase(before))).toEqual([]);
  }
});
