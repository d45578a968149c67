import { expect, it } from 'vitest';
import { Passwords } from './passwords.ts';

it('verifies only the right password', async () => {
  const passwords = await Passwords.open();
  const kept = await passwords.hash('correct horse');
  expect(await passwords.verify(kept, 'correct horse')).toBe(true);
  expect(await passwords.verify(kept, 'correct horsf')).toBe(false);
  expect(await passwords.verify(undefined, 'correct horse')).toBe(false);
});

it('refuses password checks beyond the limit of its queue', async () => {
  const passwords = await Passwords.open();
  const all = await Promise.allSettled(
    Array.from({ length: 110 }, () => passwords.verify(undefined, 'x')),
  );
  const refused = all.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  // Of 51 or 102, depending on the number of processors.
  expect([8, 59]).toContain(refused.length);
  for (const reason of refused) expect(reason).toMatchObject({ code: 'server_busy' });
  expect(await passwords.verify(undefined, 'x')).toBe(false);
});
