import { canonical } from '../schema/canonical.ts';
import { type Both, type Comparison, type Either, type Spot, within } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';
import { compareHeaders } from './headers.ts';
import { covers, mediaRange } from './mediaTypes.ts';

/** Compares how the parts of a form or of a multipart body are written. */
export function compareEncodings(comparison: Comparison, both: Both, spot: Spot): void {
  const [old, now] = [both.before.map('encoding'), both.after.map('encoding')];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [
      effectiveOf(both.before, name, old.get(name)),
      effectiveOf(both.after, name, now.get(name)),
    ];
    compareEncoding(comparison, was, is, within(spot, `part ${name}`));
  }
  comparison.asWhole(
    both,
    spot,
    ['prefixEncoding', 'itemEncoding'],
    `${spot.direction}-encoding-changed`,
  );
}

/** How the parts of a part are written (OpenAPI 3.2.0, section 4.15.2). */
const nested = ['encoding', 'prefixEncoding', 'itemEncoding'];

type Effective = {
  readonly place: DocumentPart | undefined;
  readonly contentTypes: readonly string[];
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly pointer: string;
};

/** An encoding, defaults included (OpenAPI 3.1.1, section 4.8.15.1). */
function effectiveOf(
  media: DocumentPart,
  name: string,
  place: DocumentPart | undefined,
): Effective {
  const style = place?.text('style') ?? 'form';
  return {
    place,
    contentTypes: (place?.text('contentType') ?? defaultTypeOf(media, name))
      .split(',')
      .map((each) => each.trim()),
    style,
    explode: (place?.get('explode') ?? style === 'form') === true,
    allowReserved: place?.get('allowReserved') === true,
    pointer: place?.pointer ?? media.pointer,
  };
}

function defaultTypeOf(media: DocumentPart, name: string): string {
  let schema = media.child('schema')?.map('properties').get(name);
  if (schema?.get('type') === 'array') schema = schema.child('items');
  const types = [schema?.get('type')].flat();
  if (types.includes('object')) return 'application/json';
  const isBinary = schema?.get('contentEncoding') !== undefined || !types.some(Boolean);
  return isBinary ? 'application/octet-stream' : 'text/plain';
}

function compareEncoding(comparison: Comparison, was: Effective, is: Effective, spot: Spot): void {
  const places = { before: was.pointer, after: is.pointer };
  const styles = [was, is].map(({ style, explode, allowReserved }) =>
    canonical({ style, explode, allowReserved }),
  );
  if (styles[0] !== styles[1]) {
    const message = `style changed from ${styles[0]} to ${styles[1]}`;
    comparison.report(`${spot.direction}-encoding-changed`, spot, message, places);
  }
  compareTypes(comparison, was, is, spot);
  compareHeaders(comparison, { before: was.place, after: is.place } satisfies Either, spot);
  if (was.place && is.place) {
    const both = { before: was.place, after: is.place };
    comparison.asWhole(both, spot, nested, `${spot.direction}-encoding-changed`);
    const compared = ['contentType', 'headers', 'style', 'explode', 'allowReserved'];
    comparison.others(both, spot, compared, nested);
  }
}

function compareTypes(comparison: Comparison, was: Effective, is: Effective, spot: Spot): void {
  const [old, now] = [was, is].map(({ contentTypes }) => contentTypes.map(mediaRange));
  const outside = (types: typeof old, others: typeof old) =>
    (types ?? []).filter((each) => !(others ?? []).some((other) => covers(other, each)));
  const [lost, gained] = [outside(old, now), outside(now, old)];
  const places = { before: was.pointer, after: is.pointer };
  const words = (types: typeof lost) => types.map(({ text }) => text).join(', ');
  if (lost.length > 0) {
    comparison.report(
      `${spot.direction}-encoding-narrowed`,
      spot,
      `content type ${words(lost)} removed`,
      places,
    );
  }
  if (gained.length > 0) {
    comparison.report(
      `${spot.direction}-encoding-widened`,
      spot,
      `content type ${words(gained)} added`,
      places,
    );
  }
}
