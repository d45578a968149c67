import type { Both, Comparison, Spot } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';

/** Compares the body that comes with a call; that of a webhook is sent by the server. */
export function compareRequestBody(comparison: Comparison, both: Both, spot: Spot): void {
  const [was, is] = [both.before, both.after].map((each) => each.child('requestBody'));
  if (was && is) {
    compareRequired(comparison, { before: was, after: is }, spot);
    comparison.content({ before: was, after: is }, spot);
    comparison.others({ before: was, after: is }, spot, ['required', 'content']);
  } else if (was) {
    reportRemoved(comparison, was, both, spot);
  } else if (is) {
    reportAdded(comparison, is, both, spot);
  }
}

function reportRemoved(
  comparison: Comparison,
  was: DocumentPart,
  { after }: Both,
  spot: Spot,
): void {
  const places = { before: was.pointer, after: after.pointer };
  if (spot.direction === 'request') {
    comparison.report('request-body-removed', spot, 'request body removed', places);
  } else {
    comparison.report('response-media-type-removed', spot, 'body removed', places);
  }
}

function reportAdded(comparison: Comparison, is: DocumentPart, { before }: Both, spot: Spot): void {
  const places = { before: before.pointer, after: is.pointer };
  if (spot.direction === 'response') {
    comparison.report('response-body-added', spot, 'body added', places);
  } else if (is.get('required') === true) {
    const message = 'request body became required: calls without it are refused';
    comparison.report('request-body-became-required', spot, message, places);
  } else {
    comparison.report('request-body-added', spot, 'optional request body added', places);
  }
}

function compareRequired(comparison: Comparison, { before, after }: Both, spot: Spot): void {
  const [was, is] = [before, after].map((each) => each.get('required') === true);
  if (was === is) return;
  const places = { before: before.at('required'), after: after.at('required') };
  if (spot.direction === 'request') {
    if (is) {
      const message = 'request body became required: calls without it are refused';
      comparison.report('request-body-became-required', spot, message, places);
    } else {
      comparison.report(
        'request-body-became-optional',
        spot,
        'request body became optional',
        places,
      );
    }
  } else if (is) {
    comparison.report(
      'received-body-became-required',
      spot,
      'body became required: it is always present',
      places,
    );
  } else {
    comparison.report(
      'received-body-became-optional',
      spot,
      'body became optional: it may be missing',
      places,
    );
  }
}
