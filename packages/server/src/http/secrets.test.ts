import { expect, it } from 'vitest';
import { withoutSecrets } from './secrets.ts';

it.each([
  ['/files?path=/a&limit=2', '/files?path=/a&limit=2'],
  ['/files/fr_notes.txt', '/files/fr_notes.txt'],
  [`/auth/fr_${'0a'.repeat(24)}`, '/auth/...'],
  ['/auth/api-keys/fo_abc_def', '/auth/api-keys/...'],
  ['/ws/me?ticket=abc&last=1', '/ws/me?ticket=...&last=1'],
  ['/x?access_token=a.b.c', '/x?access_token=...'],
  ['/x?API_KEY=abc', '/x?API_KEY=...'],
  ['/x/eyJhbGciOiJIUzI1NiJ9.e30.c2ln', '/x/...'],
])('%s is logged as %s', (address, shown) => {
  expect(withoutSecrets(address)).toBe(shown);
});
