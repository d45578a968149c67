import { expect, it } from 'vitest';
import { chosenSchemes } from './chosenSchemes.ts';

const known = new Set(['key', 'token', 'basic']);

it('takes one of several alternatives', () => {
  const operations = [
    { security: [{ key: [] }, { token: [] }] },
    { security: [{ token: [] }, { key: [] }] },
  ];
  expect([...chosenSchemes(operations, known)]).toEqual(['key']);
});

it('takes several if no alternative suits all operations', () => {
  const operations = [{ security: [{ key: [] }] }, { security: [{ token: [], basic: [] }] }];
  expect([...chosenSchemes(operations, known)]).toEqual(['key', 'token', 'basic']);
});

it('takes none for what is unknown or needs none', () => {
  const operations = [
    { security: [{ other: [] }] },
    { security: [] },
    { security: [{}, { key: [] }] },
  ];
  expect([...chosenSchemes(operations, known)]).toEqual([]);
});
