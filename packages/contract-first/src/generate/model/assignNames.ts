/**
 * Gives each method a place of its own.
 *
 * @module
 */
import type { Words } from './clientModel.ts';
import type { Place } from './pathPlace.ts';
import { squashed, toCamel } from './words.ts';

/** A method that needs a place. */
export type Wanted = {
  /** The places that it may have, the best first. */
  readonly places: readonly Place[];
  /** The place that the configuration or the document states. */
  readonly stated: Place | undefined;
  /** The place that it had in earlier generations. */
  readonly kept: Place | undefined;
  readonly aliases: readonly Words[];
  /** Whether there is a second method that waits, such as `startAndWait`. */
  readonly isWaited: boolean;
};

export type Assigned = {
  readonly place: Place;
  readonly aliases: readonly Words[];
  /** The place that it would have had, and aliases, if another has those. */
  readonly instead: Place | undefined;
  readonly lostAliases: readonly Words[];
};

/** Names that every object of JavaScript has, or that make it a promise. */
const reserved = new Set(
  (
    'constructor prototype proto then catch finally tostring tolocalestring valueof tojson ' +
    'hasownproperty isprototypeof propertyisenumerable ' +
    'definegetter definesetter lookupgetter lookupsetter'
  ).split(' '),
);
/** Names that the client itself has, beside its resources and methods. */
const ofClient = new Set(
  'close options request withoptions withresponse withrawresponse withstreamingresponse'.split(' '),
);

/** Whether a name in a place is one that a language or the client itself needs. */
export function isReserved({ resource, name }: Place): boolean {
  const names = [...resource, name].map(squashed);
  const [first = ''] = names;
  return names.some((each) => each === '' || reserved.has(each)) || ofClient.has(first);
}

/** `start` → `start and wait`. */
export const waitingName = (name: Words): Words => [...name, 'and', 'wait'];

/**
 * Gives places: first those that are stated, then those that are kept, then the rest in the order of
 * the document.
 *
 * @param others places that something else has, such as a channel
 */
export function assignNames(wanted: readonly Wanted[], others: readonly Place[] = []): Assigned[] {
  const names = new Names();
  for (const place of others) names.claim(place, false);
  const assigned = new Map<Wanted, Assigned>();
  for (const each of wanted) {
    if (each.stated) settle(each, each.stated);
  }
  for (const each of wanted) {
    if (each.kept && !assigned.has(each)) settle(each, each.kept);
  }
  // A resource goes before a method of the same name, which can be called otherwise.
  for (const { places } of wanted) names.plan(places[0]?.resource ?? []);
  for (const each of wanted) {
    if (assigned.has(each)) continue;
    const { stated, kept, places, isWaited } = each;
    const [best = { resource: [], name: ['call'] }] = places;
    const place =
      places.find((one) => names.isFree(one, isWaited)) ?? names.numbered(best, isWaited);
    const first = stated ?? kept ?? best;
    finish(each, place, keyOf(place) === keyOf(first) ? undefined : first);
  }
  return wanted.flatMap((each) => assigned.get(each) ?? []);

  function settle(each: Wanted, place: Place): void {
    if (names.isFree(place, each.isWaited)) finish(each, place, undefined);
  }

  function finish(each: Wanted, place: Place, instead: Place | undefined): void {
    names.claim(place, each.isWaited);
    const own = names.spelled(place);
    const aliases: Words[] = [];
    const lostAliases: Words[] = [];
    for (const name of each.aliases) {
      const alias = { resource: own.resource, name };
      const isFree = names.isFree(alias, each.isWaited);
      if (isFree) names.claim(alias, each.isWaited);
      (isFree ? aliases : lostAliases).push(name);
    }
    assigned.set(each, { place: own, aliases, instead, lostAliases });
  }
}

const keyOf = ({ resource, name }: Place): string => [...resource, name].map(squashed).join('.');
const keyOfResource = (names: readonly Words[]): string => names.map(squashed).join('.');

/** The names that are given away. */
class Names {
  readonly #methods = new Set<string>();
  /** Resources with the words that they were first named with. */
  readonly #resources = new Map<string, Words>();
  /** Resources that some method will have. */
  readonly #planned = new Set<string>();

  plan(resource: readonly Words[]): void {
    for (let depth = 1; depth <= resource.length; depth++) {
      this.#planned.add(keyOfResource(resource.slice(0, depth)));
    }
  }

  claim(place: Place, isWaited: boolean): void {
    for (const each of withWaiting(place, isWaited)) this.#methods.add(keyOf(each));
    place.resource.forEach((words, at) => {
      const key = keyOfResource(place.resource.slice(0, at + 1));
      if (!this.#resources.has(key)) this.#resources.set(key, words);
    });
  }

  isFree(place: Place, isWaited: boolean): boolean {
    const above = place.resource.map((_, at) => keyOfResource(place.resource.slice(0, at + 1)));
    return (
      !isReserved(place) &&
      !above.some((key) => this.#methods.has(key)) &&
      withWaiting(place, isWaited).every((each) => {
        const key = keyOf(each);
        return !this.#methods.has(key) && !this.#resources.has(key) && !this.#planned.has(key);
      })
    );
  }

  /** A place with a number, so that it is free. */
  numbered({ resource, name }: Place, isWaited: boolean): Place {
    const fit = (words: Words, ending: string) =>
      isReserved({ resource: [], name: words }) ? [...words, ending] : words;
    const base = {
      resource: resource.map((words) => fit(words, 'resource')),
      name: fit(name, 'method'),
    };
    for (let at = 1; ; at++) {
      const place = { ...base, name: at === 1 ? base.name : [...base.name, String(at)] };
      if (this.isFree(place, isWaited)) return place;
      // A method may stand where the resource should be.
      if (at > 1000) return { resource: [], name: [...base.resource.flat(), ...place.name] };
    }
  }

  /** A place with its resources spelled like those of the methods before it: `apiKeys`, `apikeys`. */
  spelled({ resource, name }: Place): Place {
    return {
      resource: resource.map(
        (words, at) => this.#resources.get(keyOfResource(resource.slice(0, at + 1))) ?? words,
      ),
      name,
    };
  }
}

const withWaiting = ({ resource, name }: Place, isWaited: boolean): Place[] => [
  { resource, name },
  ...(isWaited ? [{ resource, name: waitingName(name) }] : []),
];

/** A place as users type it: `repos.issues.listForRepo`. */
export const placeText = ({ resource, name }: Place): string =>
  [...resource, name].map(toCamel).join('.');
