import { expect, it } from 'vitest';
import { isPlural, singular } from './vocabulary.ts';

it.each([
  ['pets', 'pet'],
  ['policies', 'policy'],
  ['boxes', 'box'],
  ['branches', 'branch'],
  ['caches', 'cache'],
  ['addresses', 'address'],
  ['address', 'address'],
  ['databases', 'database'],
  ['statuses', 'status'],
  ['status', 'status'],
  ['repos', 'repo'],
  ['portfolios', 'portfolio'],
  ['apis', 'api'],
  ['analysis', 'analysis'],
  ['people', 'person'],
  ['movies', 'movie'],
  ['sizes', 'size'],
  ['sms', 'sms'],
  ['news', 'news'],
])('the singular of %s is %s', (plural, word) => {
  expect(singular(plural)).toBe(word);
});

it.each([
  ['pets', true],
  ['data', true],
  ['pet', false],
  ['settings', false],
  ['status', false],
])('whether %s means several things: %s', (word, several) => {
  expect(isPlural(word)).toBe(several);
});
