import { type Both, type Comparison, type Either, type Spot, within } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';
import { compareEncodings } from './encodings.ts';
import { covers, encodingOf, hasParts, type MediaRange, mediaRange } from './mediaTypes.ts';

type Offered = { readonly range: MediaRange; readonly place: DocumentPart };

/** Compares the media types of a body, and what is in them. */
export function compareContent(comparison: Comparison, both: Either, spot: Spot): void {
  const [old, now] = [mediaTypesOf(both.before), mediaTypesOf(both.after)];
  const covering = new Set<Offered>();
  for (const was of old) {
    const exact = now.find(({ range }) => range.key === was.range.key);
    const wider = now.find(({ range }) => covers(range, was.range));
    const is = exact ?? wider;
    if (is) {
      if (is === exact) covering.add(is);
      else if (spot.direction === 'response') {
        covering.add(is);
        const message = `${was.range.text} generalized to ${is.range.text}`;
        comparison.report('response-media-type-widened', spot, message, places(was, is));
      }
      compareMediaType(comparison, was, is, spot);
      continue;
    }
    const narrower = now.filter(({ range }) => covers(was.range, range));
    for (const each of narrower) {
      covering.add(each);
      compareMediaType(comparison, was, each, spot);
    }
    const left = narrower.map(({ range }) => range.text).join(', ');
    if (spot.direction === 'request') {
      const message = `${was.range.text} is no longer accepted${left && `, only ${left}`}`;
      comparison.report('request-media-type-removed', spot, message, places(was, narrower[0]));
    } else if (left) {
      const message = `${was.range.text} specialized to ${left}`;
      comparison.report('response-media-type-narrowed', spot, message, places(was, narrower[0]));
    } else {
      const message = `${was.range.text} is no longer returned`;
      comparison.report('response-media-type-removed', spot, message, {
        before: was.place.pointer,
        after: both.after?.pointer,
      });
    }
  }
  for (const is of now) {
    if (covering.has(is)) continue;
    const message = `${is.range.text} is also ${spot.direction === 'request' ? 'accepted' : 'returned'}`;
    const rule =
      spot.direction === 'request'
        ? 'request-media-type-added'
        : old.length === 0
          ? 'response-body-added'
          : 'response-media-type-added';
    comparison.report(rule, spot, message, {
      before: both.before?.pointer,
      after: is.place.pointer,
    });
  }
}

const places = (was: Offered, is: Offered | undefined) => ({
  before: was.place.pointer,
  after: is?.place.pointer,
});

function mediaTypesOf(place: DocumentPart | undefined): Offered[] {
  const found = new Map<string, Offered>();
  for (const [text, media] of place?.map('content') ?? []) {
    const range = mediaRange(text);
    // Two spellings of one media type are told apart as they are written.
    const key = found.has(range.key) ? text : range.key;
    found.set(key, { range: { ...range, key }, place: media });
  }
  return [...found.values()];
}

function compareMediaType(comparison: Comparison, was: Offered, is: Offered, spot: Spot): void {
  const both: Both = { before: was.place, after: is.place };
  const encoding = encodingOf(was.range);
  comparison.schemas(both, 'schema', spot, encoding);
  comparison.schemas(both, 'itemSchema', within(spot, 'each item'), 'json');
  const fields = ['encoding', 'prefixEncoding', 'itemEncoding'];
  if (hasParts(was.range)) compareEncodings(comparison, both, spot);
  // In other media types, encodings have no effect (OpenAPI 3.1.1, section 4.8.14.1).
  else comparison.ineffective(both, spot, fields);
  comparison.others(both, spot, ['schema', 'itemSchema', ...fields]);
}
