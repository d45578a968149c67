import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MethodArguments } from './methodArguments.ts';
import { squashed, toCamel } from './words.ts';

it('takes wire names as words', () => {
  const names = new MethodArguments();
  expect(toCamel(names.add('page[size]', 'query'))).toBe('pageSize');
});

it('adds the place to a name that is taken', () => {
  const names = new MethodArguments();
  expect(['path', 'query', 'header'].map((kind) => toCamel(names.add('id', kind)))).toEqual([
    'id',
    'queryId',
    'headerId',
  ]);
});

it('numbers what is taken then', () => {
  const names = new MethodArguments();
  expect(['a_b', 'aB', 'a-b'].map((name) => toCamel(names.add(name, 'query')))).toEqual([
    'aB',
    'queryAB',
    'aB2',
  ]);
});

it.each(['__proto__', 'constructor', '$', ''])('has a fit name for %j', (name) => {
  const text = toCamel(new MethodArguments().add(name, 'query'));
  expect(['proto', 'constructor', '']).not.toContain(text);
});

it('never gives a name twice', () => {
  const wire = fc.oneof(
    fc.string(),
    fc.constantFrom('id', 'ID', 'i_d', 'query_id', 'id2', '', '$', '用'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(wire, fc.constantFrom('path', 'query', 'header'))), (all) => {
      const names = new MethodArguments();
      const given = all.map(([name, kind]) => squashed(names.add(name, kind)));
      expect(new Set(given).size).toBe(given.length);
      expect(given.every((name) => /^\p{L}[\p{L}\d]*$/u.test(name))).toBe(true);
    }),
  );
});
