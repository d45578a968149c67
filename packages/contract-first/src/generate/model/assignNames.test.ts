import { describe, expect, it } from 'vitest';
import { type Assigned, assignNames, placeText, type Wanted } from './assignNames.ts';
import type { Place } from './pathPlace.ts';
import { wordsOf } from './words.ts';

const placeOf = (text: string): Place => {
  const names = text.split('.').map(wordsOf);
  return { resource: names.slice(0, -1), name: names.at(-1) ?? [] };
};
const wanted = (places: readonly string[], rest: Partial<Wanted> = {}): Wanted => ({
  places: places.map(placeOf),
  stated: undefined,
  kept: undefined,
  aliases: [],
  isWaited: false,
  ...rest,
});
const texts = (assigned: readonly Assigned[]) => assigned.map(({ place }) => placeText(place));

it('gives each its first choice', () => {
  expect(texts(assignNames([wanted(['pets.list']), wanted(['pets.get'])]))).toEqual([
    'pets.list',
    'pets.get',
  ]);
});

it('gives the later one its next choice, and says what it would have been', () => {
  const [, second] = assignNames([wanted(['pets.get']), wanted(['pets.get', 'pets.getById'])]);
  expect(second).toMatchObject({ place: placeOf('pets.getById'), instead: placeOf('pets.get') });
});

it('numbers what has no choice left', () => {
  expect(texts(assignNames([wanted(['a.get']), wanted(['a.get']), wanted(['a.get'])]))).toEqual([
    'a.get',
    'a.get2',
    'a.get3',
  ]);
});

it('prefers a resource to a method of the same name, wherever they come', () => {
  const method = wanted(['charges.dispute', 'charges.dispute.create']);
  const inside = wanted(['charges.dispute.close']);
  expect(texts(assignNames([method, inside]))).toEqual([
    'charges.dispute.create',
    'charges.dispute.close',
  ]);
});

it('tells names apart as all languages do', () => {
  expect(texts(assignNames([wanted(['a.api_key']), wanted(['a.apikey'])]))).toEqual([
    'a.apiKey',
    'a.apikey2',
  ]);
});

it('spells a resource as it was first', () => {
  expect(texts(assignNames([wanted(['api_keys.list']), wanted(['apikeys.get'])]))).toEqual([
    'apiKeys.list',
    'apiKeys.get',
  ]);
});

it.each(['constructor', '__proto__', 'then', 'toString', 'a.constructor', 'then.list'])(
  'never gives %s',
  (name) => {
    const [text = ''] = texts(assignNames([wanted([name])]));
    expect(text.split('.')).not.toContain(
      name.split('.').find((each) => each !== 'a' && each !== 'list'),
    );
    expect(text).not.toBe('');
  },
);

it('never gives a method of the client itself the name of one that every client has', () => {
  expect(texts(assignNames([wanted(['close']), wanted(['a.close'])]))).toEqual([
    'closeMethod',
    'a.close',
  ]);
});

describe('a stated name', () => {
  it('goes before those that come first', () => {
    const stated = wanted(['pets.getOther'], { stated: placeOf('pets.get') });
    expect(texts(assignNames([wanted(['pets.get', 'pets.getById']), stated]))).toEqual([
      'pets.getById',
      'pets.get',
    ]);
  });
  it('is given once', () => {
    const both = ['a.one', 'a.two'].map((name) => wanted([name], { stated: placeOf('a.get') }));
    expect(assignNames(both)).toMatchObject([
      { place: placeOf('a.get'), instead: undefined },
      { place: placeOf('a.two'), instead: placeOf('a.get') },
    ]);
  });
  it('goes before one that is kept', () => {
    const method = wanted(['a.x'], { stated: placeOf('a.stated'), kept: placeOf('a.kept') });
    expect(texts(assignNames([method]))).toEqual(['a.stated']);
  });
});

describe('aliases', () => {
  it('are of the resource of their method', () => {
    const [first] = assignNames([wanted(['jobs.scan'], { aliases: [['start']] })]);
    expect(first?.aliases).toEqual([['start']]);
  });
  it('are left out if another method has the name', () => {
    const given = assignNames([wanted(['a.start']), wanted(['a.scan'], { aliases: [['start']] })]);
    expect(given[1]).toMatchObject({ aliases: [], lostAliases: [['start']] });
  });
});

it('keeps the name of the method that waits free', () => {
  const given = assignNames([wanted(['a.start'], { isWaited: true }), wanted(['a.startAndWait'])]);
  expect(texts(given)).toEqual(['a.start', 'a.startAndWait2']);
});

it('leaves names of others alone', () => {
  expect(texts(assignNames([wanted(['events.connect'])], [placeOf('events.connect')]))).toEqual([
    'events.connect2',
  ]);
});
