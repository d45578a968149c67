/** The English of the docs, the READMEs, the contract and messages: no phrase of `phrases.ts`. */
import { expect, it } from 'vitest';
import { findings, left } from './prose.ts';

const found = await findings();
const known = await left();

it('no text has a phrase to avoid, unless it had it when the list was made', () => {
  const fresh = [...found].filter(([finding]) => !known.has(finding));
  expect(fresh.map(([finding, advice]) => `${finding}: ${advice}`)).toEqual([]);
});

it('the list has nothing that is fixed: `node test/docs/prose.ts` removes it', () => {
  expect([...known].filter((each) => !found.has(each))).toEqual([]);
});
