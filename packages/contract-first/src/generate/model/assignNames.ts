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
  readonly places: readonly Place[];
  /** One that it keeps, from the configuration, the document or earlier generations. */
  readonly fixed: Place | undefined;
  readonly aliases: readonly Words[];
};

export type Assigned = {
  readonly place: Place;
  readonly aliases: readonly Words[];
  /** The place that it would have had, if another has that. */
  readonly instead: Place | undefined;
};

/** Names that every object of JavaScript has, or that make it a promise or an iterator. */
const reserved = new Set(
  (
    'constructor prototype proto then catch finally tostring tolocalestring valueof tojson ' +
    'hasownproperty isprototypeof propertyisenumerable ' +
    'definegetter definesetter lookupgetter lookupsetter'
  ).split(' '),
);
/** Names that the client itself has. */
const ofClient = new Set([
  'close',
  'withoptions',
  'withresponse',
  'withrawresponse',
  'options',
  'request',
]);

export const isReserved = (place: Place): boolean => {
  const names = [...place.resource, place.name].map(squashed);
  return (
    names.some((name) => name === '' || reserved.has(name)) ||
    ofClient.has(names.length === 1 ? (names[0] ?? '') : '')
  );
};

/** Gives places: first those that are kept, then in the order of the document. */
export function assignNames(wanted: readonly Wanted[]): Assigned[] {
  const taken = new Set<string>();
  const resources = new Map<string, Words>();
  const keyOf = (names: readonly Words[]) => names.map(squashed).join('.');
  const claim = ({ resource, name }: Place) => {
    resource.forEach((words, at) => {
      const key = keyOf(resource.slice(0, at + 1));
      if (!resources.has(key)) resources.set(key, words);
    });
    taken.add(keyOf([...resource, name]));
  };
  for (const { fixed } of wanted) if (fixed) claim(fixed);
  // A resource goes before a method of the same name, which can be called otherwise.
  const planned = new Set<string>();
  for (const { fixed, places } of wanted) {
    const { resource } = fixed ?? places[0] ?? { resource: [] };
    for (let depth = 1; depth <= resource.length; depth++) {
      planned.add(keyOf(resource.slice(0, depth)));
    }
  }
  const isFree = (place: Place): boolean => {
    const key = keyOf([...place.resource, place.name]);
    const above = place.resource.map((_, at) => keyOf(place.resource.slice(0, at + 1)));
    return (
      !isReserved(place) &&
      !taken.has(key) &&
      !planned.has(key) &&
      !resources.has(key) &&
      !above.some((each) => taken.has(each))
    );
  };
  const assigned = wanted.map(({ fixed, places }) => {
    if (fixed) return { place: fixed, instead: undefined };
    const [best] = places;
    const place = places.find(isFree) ?? numbered(best ?? { resource: [], name: ['call'] }, isFree);
    claim(place);
    const isOther =
      best !== undefined &&
      keyOf([...place.resource, place.name]) !== keyOf([...best.resource, best.name]);
    return { place, instead: isOther ? best : undefined };
  });
  return assigned.map(({ place, instead }, at) => {
    const resource = place.resource.map(
      (words, depth) => resources.get(keyOf(place.resource.slice(0, depth + 1))) ?? words,
    );
    const aliases = (wanted[at]?.aliases ?? []).filter((alias) => {
      const other = { resource, name: alias };
      if (!isFree(other)) return false;
      claim(other);
      return true;
    });
    return { place: { resource, name: place.name }, aliases, instead };
  });
}

function numbered(place: Place, isFree: (place: Place) => boolean): Place {
  const name = isReserved(place) ? [...place.name, 'method'] : place.name;
  const resource = place.resource.map((words) =>
    isReserved({ resource: [], name: words }) ? [...words, 'resource'] : words,
  );
  for (let at = 1; ; at++) {
    const other = { resource, name: at === 1 ? name : [...name, String(at)] };
    if (isFree(other)) return other;
  }
}

/** A place as users type it: `repos.issues.listForRepo`. */
export const placeText = ({ resource, name }: Place): string =>
  [...resource, name].map(toCamel).join('.');
