/** The English of the docs, the READMEs, the contract and messages: no phrase of `phrases.ts`. */
import { expect, it } from 'vitest';
import { findings, left } from './prose.ts';

const found = await findings();
const known = await left();

it('no text has a new phrase to avoid', () => {
  const fresh = [...found].filter(([finding]) => !known.has(finding));
  expect(fresh.map(([finding, advice]) => `${finding}: ${advice}`)).toEqual([]);
});

it('the list has no phrase that is fixed (remove with `node test/docs/prose.ts`)', () => {
  expect([...known].filter((each) => !found.has(each))).toEqual([]);
});
