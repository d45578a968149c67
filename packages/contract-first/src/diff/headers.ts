import { type Comparison, type Either, type Spot, within } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';
import { compareValue } from './values.ts';

/** Compares headers; case makes no difference in their names. */
export function compareHeaders(
  comparison: Comparison,
  { before, after }: Either,
  spot: Spot,
): void {
  const [old, now] = [headersOf(before), headersOf(after)];
  for (const [name, was] of old) {
    const is = now.get(name);
    const here = within(spot, `header ${name}`);
    if (is) compareValue(comparison, { before: was, after: is }, here, []);
    else if (spot.direction === 'response') {
      comparison.report('header-removed', here, 'header removed', { before: was.pointer });
    } else {
      const message = 'header removed: the server may ignore or refuse it';
      comparison.report('parameter-removed', here, message, { before: was.pointer });
    }
  }
  for (const [name, is] of now) {
    if (old.has(name)) continue;
    const here = within(spot, `header ${name}`);
    const places = { after: is.pointer };
    if (spot.direction === 'response')
      comparison.report('header-added', here, 'header added', places);
    else if (is.get('required') === true) {
      comparison.report(
        'required-parameter-added',
        here,
        'required header added: requests without it are refused',
        places,
      );
    } else comparison.report('parameter-added', here, 'optional header added', places);
  }
}

/** `Content-Type` is said by `content`, whatever its header says (OpenAPI 3.1.1, section 4.8.17.1). */
const headersOf = (place: DocumentPart | undefined): Map<string, DocumentPart> =>
  new Map(
    [...(place?.map('headers') ?? [])]
      .map(([name, header]) => [name.toLowerCase(), header] as const)
      .filter(([name]) => name !== 'content-type'),
  );
