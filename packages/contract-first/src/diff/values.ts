import { canonical } from '../schema/canonical.ts';
import type { Both, Comparison, Spot } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';
import { isObject } from './references.ts';

/**
 * Compares a parameter or a header: whether it is required, how it is written, and its schema.
 *
 * @param compared the fields that the caller compares
 */
export function compareValue(
  comparison: Comparison,
  both: Both,
  spot: Spot,
  compared: readonly string[],
): void {
  compareRequired(comparison, both, spot);
  compareDeprecated(comparison, both, spot);
  const { before, after } = both;
  const [hadContent, hasContent] = [before, after].map((each) => isObject(each.get('content')));
  const places = { before: before.pointer, after: after.pointer };
  if (hadContent !== hasContent) {
    const message = hasContent
      ? 'serialization changed from style to content'
      : 'serialization changed from content to style';
    comparison.report('parameter-style-changed', spot, message, places);
  } else if (hasContent) {
    comparison.content(both, spot);
  } else {
    compareStyle(comparison, both, spot);
    comparison.schemas(both, 'schema', spot, 'text');
  }
  comparison.others(both, spot, [
    ...compared,
    ...['required', 'deprecated', 'style', 'explode', 'schema', 'content'],
  ]);
}

function compareRequired(comparison: Comparison, { before, after }: Both, spot: Spot): void {
  const [was, is] = [before, after].map((each) => each.get('required') === true);
  if (was === is) return;
  const places = { before: before.at('required'), after: after.at('required') };
  if (spot.direction === 'request') {
    if (is)
      comparison.report(
        'parameter-became-required',
        spot,
        'became required: calls without it are refused',
        places,
      );
    else comparison.report('parameter-became-optional', spot, 'became optional', places);
  } else if (is) {
    comparison.report(
      'header-became-required',
      spot,
      'became required: it is always present',
      places,
    );
  } else {
    comparison.report('header-became-optional', spot, 'became optional: it may be missing', places);
  }
}

function compareDeprecated(comparison: Comparison, { before, after }: Both, spot: Spot): void {
  const [was, is] = [before, after].map((each) => each.get('deprecated') === true);
  if (was === is) return;
  const places = { before: before.at('deprecated'), after: after.at('deprecated') };
  if (is)
    comparison.report(
      'parameter-deprecated',
      spot,
      'deprecated: clients should stop using it',
      places,
    );
  else comparison.report('parameter-no-longer-deprecated', spot, 'no longer deprecated', places);
}

function compareStyle(comparison: Comparison, { before, after }: Both, spot: Spot): void {
  const [was, is] = [before, after].map(styleOf);
  if (canonical(was) === canonical(is) || !was || !is) return;
  const isScalar = [before, after].every(isScalarOnly);
  if (isScalar && was.style === is.style) return;
  const words = ({ style, explode }: Style) => `${style}${explode ? ', exploded' : ''}`;
  const message = `style changed from ${words(was)} to ${words(is)}`;
  comparison.report('parameter-style-changed', spot, message, {
    before: before.at('style'),
    after: after.at('style'),
  });
}

type Style = { readonly style: string; readonly explode: boolean };

/** How a value is written, defaults included (OpenAPI 3.1.1, section 4.8.12.2.2). */
export function styleOf(place: DocumentPart): Style {
  const isForm = ['query', 'cookie'].includes(place.text('in') ?? '');
  const style = place.text('style') ?? (isForm ? 'form' : 'simple');
  const explode = place.get('explode') ?? (style === 'form' || style === 'cookie');
  return { style, explode: explode === true };
}

/** Whether values are neither arrays nor objects, so that `explode` makes no difference. */
function isScalarOnly(place: DocumentPart): boolean {
  const type = place.child('schema')?.get('type');
  const types = type === undefined ? [] : [type].flat();
  return types.length > 0 && types.every((each) => each !== 'array' && each !== 'object');
}
