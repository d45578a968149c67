import { type Both, type Comparison, type Spot, within } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';
import type { Bound } from './pathItems.ts';
import { compareValue } from './values.ts';

/** Compares what an operation takes beside its body; in a webhook, what it brings along. */
export function compareParameters(
  comparison: Comparison,
  before: Bound,
  after: Bound,
  spot: Spot,
): void {
  const [old, now] = [parametersOf(before), parametersOf(after)];
  for (const [key, was] of old) {
    const is = now.get(key);
    const here = within(spot, was.words);
    if (is) compareParameter(comparison, { before: was.place, after: is.place }, here);
    else if (spot.direction === 'request') {
      const message = 'parameter removed: the server may ignore or refuse it';
      comparison.report('parameter-removed', here, message, { before: was.place.pointer });
    } else {
      comparison.report('header-removed', here, 'parameter removed: it is no longer sent', {
        before: was.place.pointer,
      });
    }
  }
  for (const [key, { place, words }] of now) {
    if (old.has(key)) continue;
    const here = within(spot, words);
    const places = { after: place.pointer };
    if (spot.direction === 'response')
      comparison.report('header-added', here, 'parameter added', places);
    else if (place.get('required') === true) {
      const message = 'required parameter added: calls without it are refused';
      comparison.report('required-parameter-added', here, message, places);
    } else comparison.report('parameter-added', here, 'optional parameter added', places);
  }
}

function compareParameter(comparison: Comparison, both: Both, spot: Spot): void {
  const { before, after } = both;
  const [was, is] = [before.text('name'), after.text('name')];
  if (before.get('in') === 'path' && was !== is) {
    comparison.report('path-parameter-renamed', spot, `parameter renamed from ${was} to ${is}`, {
      before: before.at('name'),
      after: after.at('name'),
    });
  }
  for (const flag of ['allowReserved', 'allowEmptyValue'] as const) {
    const [had, has] = [before, after].map((each) => each.get(flag) === true);
    if (had === has) continue;
    const places = { before: before.at(flag), after: after.at(flag) };
    // Whoever receives a value has to understand more when more is allowed.
    const isMore = has === (spot.direction === 'request');
    const message = `${flag} changed to ${has}`;
    comparison.report(`parameter-${flag}-${isMore ? 'added' : 'removed'}`, spot, message, places);
  }
  compareValue(comparison, both, spot, ['name', 'in', 'allowReserved', 'allowEmptyValue']);
}

type Named = { readonly place: DocumentPart; readonly words: string };

/**
 * Parameters by where they are and what they are called, those of the operation over those of the path
 * item. In a path it is their position that counts.
 */
function parametersOf({ item, operation, path }: Bound): Map<string, Named> {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  return new Map(
    [...item.list('parameters'), ...operation.list('parameters')].map((place): [string, Named] => {
      const [name, where] = [place.text('name') ?? '', place.text('in') ?? ''];
      const words = `${where} ${name}`.trim();
      if (where === 'path') return [`path ${names.indexOf(name)}`, { place, words }];
      return [`${where} ${where === 'header' ? name.toLowerCase() : name}`, { place, words }];
    }),
  );
}
