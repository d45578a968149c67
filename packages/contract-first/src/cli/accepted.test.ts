/** The file of accepted exceptions, which `contract diff`, `lint` and `verify` share. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Acceptance, type Exception, exceptionsOf } from './accepted.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'contract-accepted-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const line = (rule: string, until = '2999-01-31') =>
  `{ rule: ${rule}, place: GET /ships, reason: Agreed, until: ${until} }`;
const write = async (text: string, name = 'contract.accepted.yaml') => {
  await writeFile(join(root, name), text);
  return join(root, name);
};
const rulesOf = (exceptions: readonly Exception[]) => exceptions.map(({ rule }) => rule);

it('has a list for each command', async () => {
  await write(`diff: [${line('a')}]\nlint: [${line('b')}]\nverify: [${line('c')}]\n`);
  const read = (['diff', 'lint', 'verify'] as const).map((each) => exceptionsOf(each, { root }));
  expect((await Promise.all(read)).map(rulesOf)).toEqual([['a'], ['b'], ['c']]);
});

it('may be a list for the command that it is given to', async () => {
  const file = await write(`[${line('a')}]`, 'own.yaml');
  expect(rulesOf(await exceptionsOf('lint', undefined, [file]))).toEqual(['a']);
});

it('is not read if the configuration or an option names another one', async () => {
  await write(`lint: [${line('usual')}]`);
  const own = await write(`lint: [${line('own')}]`, 'own.yaml');
  const inline = { lint: [{ rule: 'x', place: 'y', reason: 'z', until: '2999-01-31' }] };
  const read = [
    await exceptionsOf('lint', { root, accepted: own }),
    await exceptionsOf('lint', { root }, [own]),
    await exceptionsOf('lint', { root, accepted: inline }),
  ];
  expect(read.map(rulesOf)).toEqual([['own'], ['own'], ['x']]);
});

it.each([
  ['lnt: []', 'unknown key "lnt". Use diff, lint, verify.'],
  ['lint: no', 'must be a list'],
  [`lint: [${line('a', '2027-02-31')}]`, '2027-02-31` is not a date'],
  [
    'lint: [{ rule: a, place: b, until: 2027-01-31 }]',
    'contract.accepted.yaml: lint[0] needs `reason`',
  ],
  ['just text', 'must have lists of exceptions'],
])('says what is wrong in %j', async (text, message) => {
  await write(text);
  await expect(exceptionsOf('lint', { root })).rejects.toThrow(message);
});

it('says that a rule is unknown', async () => {
  await write(`lint: [${line('a')}]`);
  await expect(exceptionsOf('lint', { root }, [], ['b'])).rejects.toThrow('unknown rule "a"');
});

const exception = (place: string, until = '2999-01-31'): Exception => ({
  ...{ rule: 'a', place, reason: 'Agreed', until },
});

it.each([
  ['GET /ships', true],
  ['GET /ships*', true],
  ['GET /*', true],
  ['*', true],
  ['GET /ship', false],
  ['*/ships', false],
])('accepts GET /ships at %s: %s', (place, isAccepted) => {
  const accepted = new Acceptance([exception(place)]).of({ rule: 'a', places: ['GET /ships'] });
  expect(accepted !== undefined).toBe(isAccepted);
});

it('is valid on its last day', () => {
  const today = new Date().toISOString().slice(0, 10);
  const acceptance = new Acceptance([exception('x', today)]);
  expect(acceptance.of({ rule: 'a', places: ['x'] })).toEqual({ reason: 'Agreed', until: today });
});

it('is not called unused if only a part was looked at', () => {
  expect(new Acceptance([exception('x')], true).lines).toEqual([]);
});
