import type { Branch } from './branches.ts';
import { compareRest, type ObjectPair } from './compareRest.ts';
import { compareLimits } from './compareScalars.ts';
import { factsOfObject, fallbackOf, isNever } from './objects.ts';
import { type Pair, type Pointers, pointerOf, pointersOf } from './pair.ts';
import { type Pairs, pairsOf } from './pairs.ts';
import type { Part } from './source.ts';

export function compareObjects(pairs: Pairs, pair: Pair, before: Branch, after: Branch): void {
  const { direction } = pair.lane;
  const old = factsOfObject(pairs.before, before, direction);
  const now = factsOfObject(pairs.after, after, direction);
  const both: ObjectPair = { pairs, pair, before, after, old, now };
  const names = new Set(
    [old, now].flatMap(({ properties, required, forbidden, hidden }) => [
      ...[properties.keys(), required, forbidden, hidden.keys()].flatMap((each) => [...each]),
    ]),
  );
  for (const name of names) compareProperty(both, name);
  compareRest(both);
  compareLimits(pair, before, after, [
    ['minProperties', old.minProperties, now.minProperties],
    ['maxProperties', old.maxProperties, now.maxProperties],
  ]);
}

function compareProperty(both: ObjectPair, name: string): void {
  const { pairs, pair, old, now } = both;
  const [was, is] = [old.properties.get(name), now.properties.get(name)];
  if (was && is) {
    pair.edge(`/${name}`, pairsOf(pairs, pair, was, is));
    compareRequired(both, name);
  } else if (was) {
    compareRemoved(both, name, was);
  } else if (is) {
    compareAdded(both, name, is);
  } else {
    compareForbidden(both, name);
    compareHidden(both, name);
    compareRequired(both, name);
  }
}

/** Where a property is declared; where the object is on the side that does not declare it. */
function placesOfProperty({ before, after }: ObjectPair, name: string): Pointers {
  const place = ({ parts }: Branch) => {
    const owner = parts.find(({ keywords }) => {
      const properties = keywords !== false && keywords.properties;
      return typeof properties === 'object' && properties !== null && name in properties;
    });
    return pointerOf(owner ? [owner] : parts, ...(owner ? ['properties', name] : []));
  };
  return { before: place(before), after: place(after) };
}

const requiredMessages = {
  request: {
    required: 'property became required',
    optional: 'property became optional',
  },
  response: {
    required: 'property became required: it is always present',
    optional: 'property became optional: it may be missing',
  },
} as const;

function compareRequired({ pair, before, after, old, now }: ObjectPair, name: string): void {
  if (old.required.has(name) === now.required.has(name)) return;
  const { direction } = pair.lane;
  const turn = now.required.has(name) ? 'required' : 'optional';
  const places = pointersOf(before, after, 'required');
  const message = requiredMessages[direction][turn];
  pair.report(`${direction}-property-became-${turn}`, message, places, `/${name}`);
}

function compareRemoved(both: ObjectPair, name: string, was: readonly Part[]): void {
  const { pairs, pair, now } = both;
  const { direction } = pair.lane;
  const places = placesOfProperty(both, name);
  const path = `/${name}`;
  const isHidden = now.hidden.has(name);
  const fallback = isHidden ? [] : fallbackOf(now, name);
  const isRefused = isHidden ? isNever(pairs.after, now.rest) : isNever(pairs.after, fallback);
  const isGone = isRefused || now.forbidden.has(name) || fallback.length === 0;
  if (!isGone) {
    // It is still allowed, as one of the properties that are not declared.
    pair.edge(path, pairsOf(pairs, pair, was, fallback));
    pair.report(
      `${direction}-property-undeclared`,
      'property is now only covered by patternProperties or additionalProperties',
      places,
      path,
    );
    compareRequired(both, name);
  } else if (direction === 'response') {
    const message = isHidden ? 'property became writeOnly' : 'property removed';
    pair.report(
      'response-property-removed',
      `${message}: responses no longer contain it`,
      places,
      path,
    );
  } else {
    const message = isHidden ? 'property became readOnly' : 'property removed';
    if (isRefused || now.forbidden.has(name)) {
      pair.report(
        'request-property-removed',
        `${message}: requests that contain it are refused`,
        places,
        path,
      );
      return;
    }
    pair.report(
      'request-property-ignored',
      `${message}: the server may ignore or refuse it`,
      places,
      path,
    );
    if (now.required.has(name)) compareRequired(both, name);
  }
}

function compareAdded(both: ObjectPair, name: string, is: readonly Part[]): void {
  const { pairs, pair, old, now } = both;
  const { direction } = pair.lane;
  const places = placesOfProperty(both, name);
  const path = `/${name}`;
  if (old.required.has(name)) {
    pair.edge(path, pairsOf(pairs, pair, [], is));
    compareRequired(both, name);
    return;
  }
  if (direction === 'request' && now.required.has(name)) {
    pair.report(
      'required-request-property-added',
      'required property added: requests without it are refused',
      places,
      path,
    );
  } else {
    pair.report(`${direction}-property-added`, 'property added', places, path);
  }
  const fallback = old.hidden.has(name) ? [] : fallbackOf(old, name);
  // Who reads or writes a map meets the property as one of its entries.
  if (fallback.length > 0 && !isNever(pairs.before, fallback)) {
    pair.edge(path, pairsOf(pairs, pair, fallback, is));
  }
}

/** A property that was neither declared nor forbidden, or is so now. */
function compareForbidden(both: ObjectPair, name: string): void {
  const { pairs, pair, old, now } = both;
  const [was, is] = [old.forbidden.has(name), now.forbidden.has(name)];
  if (was === is) return;
  const isOpen = is
    ? !isNever(pairs.before, fallbackOf(old, name))
    : !isNever(pairs.after, fallbackOf(now, name));
  if (!isOpen) return;
  const message = is ? 'property is now forbidden' : 'property is no longer forbidden';
  pair.turn(
    is ? 'narrowed' : 'widened',
    'properties',
    message,
    placesOfProperty(both, name),
    `/${name}`,
  );
}

/** A property that this direction does not have, before or after. */
function compareHidden(both: ObjectPair, name: string): void {
  const { pairs, pair, old, now } = both;
  const [was, is] = [old.hidden.get(name), now.hidden.get(name)];
  if (!was || !is) return;
  const message = `property changed, but is not part of a ${pair.lane.direction}`;
  pair.samenesses.push({
    pair: pairsOf(pairs, pair, was, is),
    found: {
      rule: 'annotation-changed',
      message,
      path: `/${name}`,
      ...placesOfProperty(both, name),
    },
  });
}
