/** How measurements are grouped, added up and compared with what is wanted. */
import type { Document } from 'contract-first/contract';
import { describe, expect, it } from 'vitest';
import { equalOperations } from './equality.ts';
import { Counter, kindOf, type Measurement, type Tally } from './measurement.ts';
import { percent, shareOf, summarize, summaryText } from './summary.ts';
import { Verdicts } from './verdicts.ts';

const tally = (good: number, total: number): Tally => ({ good, total, groups: [] });
const measurement = (changes: Partial<Measurement> = {}): Measurement => ({
  ...{ document: 'one.json', version: '3.1.0', operations: 10, untried: 0, seconds: {} },
  ...{ written: tally(10, 10), reported: tally(0, 0), types: tally(1, 1) },
  ...{ reached: tally(10, 10), equal: tally(10, 10), verdicts: tally(50, 50) },
  exceptions: tally(0, 0),
  ...changes,
});

describe('a summary', () => {
  it('misses nothing if everything is good', () => {
    expect(summarize([measurement(), measurement()]).missed).toEqual([]);
  });

  it('misses the share of operations that were not written', () => {
    const { missed } = summarize([measurement({ written: tally(9, 10) })]);
    expect(missed).toEqual(['documents', 'written']);
  });

  it('counts operations of a document that failed as not reached', () => {
    const failure = { step: 'generate', name: 'Error', kind: 'x', message: 'x' } as const;
    const failed = measurement({ failure, reached: tally(0, 10), types: tally(0, 0) });
    expect(shareOf(summarize([measurement(), failed]).shares.reached)).toBe(0.5);
  });

  it('allows one wrong verdict of a thousand, and not two', () => {
    const missedBy = (good: number) =>
      summarize([measurement({ verdicts: tally(good, 1000) })]).missed;
    expect([missedBy(999), missedBy(998)]).toEqual([[], ['verdicts']]);
  });

  it('names the document of an example', () => {
    const groups = [{ kind: 'left out', count: 1, example: 'getPet' }];
    const text = summaryText(summarize([measurement({ written: { ...tally(9, 10), groups } })]));
    expect(text).toContain('one.json: getPet');
  });
});

it('a share that is not all is never shown as 100 %', () => {
  expect(percent(tally(99_999, 100_000))).toBe('99.99 %');
});

describe('the kind of a message', () => {
  it.each([
    [
      'leaves out the operation',
      'getPet: The server cannot route it',
      'The server cannot route it',
    ],
    ['leaves out names', 'Unknown "a" at #/b/c', 'Unknown "…" at #/…'],
    ['leaves out numbers', 'longer than 12', 'longer than n'],
    ['keeps a status', 'status 404: none', 'status 404: none'],
    ['keeps the name of an error', 'TypeError: x', 'TypeError: x'],
  ])('%s', (_what, message, kind) => {
    expect(kindOf(message)).toBe(kind);
  });
});

it('groups have the first example, and the most frequent kind comes first', () => {
  const counter = new Counter();
  counter.bad('rare', () => 'a');
  for (const example of ['b', 'c']) counter.bad('frequent', () => example);
  expect(counter.tally).toEqual({
    ...{ good: 0, total: 3 },
    groups: [
      { kind: 'frequent', count: 2, example: 'b' },
      { kind: 'rare', count: 1, example: 'a' },
    ],
  });
});

describe('verdicts', () => {
  const one = { where: 'Pet', place: 'component', what: 'valid', why: () => 'why' };

  it('that agree are good', () => {
    const verdicts = new Verdicts();
    verdicts.count({ ...one, value: 1, wanted: false, seen: false });
    expect(verdicts.tallies.verdicts).toEqual(tally(1, 1));
  });

  it('that differ are grouped by direction and reason', () => {
    const verdicts = new Verdicts();
    verdicts.count({ ...one, value: 1, wanted: true, seen: false });
    verdicts.count({ ...one, value: 1, wanted: false, seen: true });
    const kinds = verdicts.tallies.verdicts.groups.map(({ kind }) => kind);
    expect(kinds).toEqual([
      'component: refused, but valid: why',
      'component: accepted, but invalid: why',
    ]);
  });

  it('on an integer that JavaScript would change are an exception', () => {
    const verdicts = new Verdicts();
    verdicts.count({ ...one, value: { id: 2 ** 60 }, wanted: true, seen: false });
    const { verdicts: judged, exceptions } = verdicts.tallies;
    expect([judged.total, exceptions.total]).toEqual([0, 1]);
  });

  it('of a server that crashed are wrong even if the request was', () => {
    const verdicts = new Verdicts();
    const crash = 'TypeError: x is not a function';
    verdicts.count({ ...one, value: 1, wanted: false, seen: false, crash });
    expect(verdicts.tallies.verdicts).toMatchObject({ good: 0, total: 1 });
  });
});

describe('operations of an emitted document', () => {
  const pet = (type: string): Document => ({
    openapi: '3.1.1',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/a': { get: operation('a') },
      '/b': { get: operation('b') },
      '/c': { get: { responses: {} } },
    },
    components: { schemas: { Pet: { type } } },
  });
  const operation = (operationId: string) => ({
    operationId,
    responses: {
      200: {
        description: '',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
      },
    },
  });

  it('are equal if they mean the same', () => {
    expect(equalOperations(pet('string'), pet('string'))).toEqual(tally(3, 3));
  });

  it('each differ by what they refer to, not only the first', () => {
    expect(equalOperations(pet('string'), pet('number'))).toMatchObject({ good: 1, total: 3 });
  });

  it('differ if one is missing', () => {
    const { '/c': _left, ...paths } = pet('string').paths;
    expect(equalOperations(pet('string'), { ...pet('string'), paths })).toMatchObject({ good: 2 });
  });
});
