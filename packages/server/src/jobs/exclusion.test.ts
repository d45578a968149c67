import { expect, it } from 'vitest';
import { EXCLUDED, Exclusion, TOO_COSTLY } from './exclusion.ts';

it.each([
  ['*.tmp', '/in/a.tmp', true],
  ['*.tmp', '/in/deep/down/.a.tmp', true],
  ['*.{tmp,part}', '/in/a.part', true],
  ['Letters/**', '/in/Letters/to/her.txt', true],
  ['Letters/**', '/in/old/Letters/her.txt', false],
  ['**/Letters/*', '/in/old/Letters/her.txt', true],
  ['Letters', '/in/old/Letters', true],
  ['a/b?.txt', '/in/a/b1.txt', true],
  ['a/[0-9].txt', '/in/a/x.txt', false],
  ['in/*.txt', '/in/a.txt', false],
  ['Letters/', '/in/old/Letters', true],
  ['/Letters/**', '/in/Letters/her.txt', true],
  ['/Letters', '/in/Letters', true],
  ['/Letters', '/in/old/Letters', false],
  ['/', '/in/a.txt', false],
  ['/!a.txt', '/in/!a.txt', true],
  ['/!a.txt', '/in/b.txt', false],
  ['\\!a.txt', '/in/old/!a.txt', true],
  ['**', '/in/two\nlines.txt', true],
  ['old/**', '/in/old/Icon\r', true],
])('%s on %s: %s', (pattern, path, isExcluded) => {
  expect(new Exclusion('/in', [pattern]).among([path]).has(path)).toBe(isExcluded);
});

it('matches from the root of the library', () => {
  expect([...new Exclusion('/', ['a/*']).among(['/a/b', '/b'])]).toEqual([['/a/b', EXCLUDED]]);
});

it('keeps files out that a costly pattern could not be matched with', () => {
  const costly = '*a*a*a*a*a*a*a*a*a*a*b';
  const exclusion = new Exclusion('/', [costly], 20);
  const [before, hard, after] = ['/ab', `/${'a'.repeat(250)}`, '/c'];
  expect([...exclusion.among([before, hard, after])]).toEqual([
    [hard, TOO_COSTLY],
    [after, TOO_COSTLY],
  ]);
  expect([...exclusion.among([after])]).toEqual([[after, TOO_COSTLY]]);
});
