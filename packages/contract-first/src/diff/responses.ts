import { type Both, type Comparison, type Spot, turned, within } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';
import { compareHeaders } from './headers.ts';
import { compareLinks } from './links.ts';

type Responses = ReadonlyMap<string, DocumentPart>;

/**
 * Compares what an operation answers. An entry that is gone may be covered by a range such as `4XX` or
 * by `default`, and is compared with that.
 */
export function compareResponses(comparison: Comparison, both: Both, spot: Spot): void {
  const [old, now] = [responsesOf(both.before), responsesOf(both.after)];
  const here = turned(spot);
  const covering = new Set<string>();
  for (const [status, was] of old) {
    const is = now.get(status);
    const spotOfStatus = within(here, status);
    if (is) {
      covering.add(status);
      compareResponse(comparison, { before: was, after: is }, spotOfStatus);
      continue;
    }
    const cover = coverOf(now, status);
    const parts = [...now].filter(([other]) => !old.has(other) && coverOf(old, other) === status);
    const other = cover === undefined ? undefined : now.get(cover);
    if (cover !== undefined && other) {
      covering.add(cover);
      report(comparison, spotOfStatus, 'status-respelled', `now covered by ${cover}`, was, other);
      compareResponse(comparison, { before: was, after: other }, spotOfStatus);
    } else if (parts.length === 0) {
      reportRemoved(comparison, status, was, spotOfStatus);
    } else {
      const names = parts.map(([name]) => name).join(', ');
      report(
        comparison,
        spotOfStatus,
        'status-respelled',
        `replaced by ${names}`,
        was,
        parts[0]?.[1],
      );
    }
  }
  for (const [status, is] of now) {
    if (old.has(status)) continue;
    const spotOfStatus = within(here, status);
    const cover = coverOf(old, status);
    const was = cover === undefined ? undefined : old.get(cover);
    if (was) {
      if (old.has(cover ?? '') && now.has(cover ?? '')) {
        report(
          comparison,
          spotOfStatus,
          'status-respelled',
          `previously covered by ${cover}`,
          was,
          is,
        );
      }
      compareResponse(comparison, { before: was, after: is }, spotOfStatus);
    } else if (!covering.has(status) || !isError(status)) {
      reportAdded(comparison, status, is, spotOfStatus);
    }
  }
  const [before, after] = [both.before.child('responses'), both.after.child('responses')];
  if (before && after) {
    comparison.others({ before, after }, within(spot, 'responses'), [...old.keys(), ...now.keys()]);
  }
}

/** Ranges are written with a small or a capital X. */
const responsesOf = (operation: DocumentPart): Responses =>
  new Map(
    [...operation.map('responses')].map(([status, each]) => [status.replaceAll('x', 'X'), each]),
  );

const isError = (status: string): boolean => /^[45]|^default$/.test(status);

/** The range or `default` that answers a status; `default` means errors if a success is listed. */
function coverOf(responses: Responses, status: string): string | undefined {
  const range = `${status[0]}XX`;
  if (status !== range && responses.has(range)) return range;
  const hasSuccess = [...responses.keys()].some((each) => !isError(each));
  const isCovered = status !== 'default' && (isError(status) || !hasSuccess);
  return isCovered && responses.has('default') ? 'default' : undefined;
}

function report(
  comparison: Comparison,
  spot: Spot,
  rule: 'status-respelled',
  message: string,
  before: DocumentPart,
  after: DocumentPart | undefined,
): void {
  comparison.report(rule, spot, message, { before: before.pointer, after: after?.pointer });
}

function reportRemoved(
  comparison: Comparison,
  status: string,
  was: DocumentPart,
  spot: Spot,
): void {
  const places = { before: was.pointer };
  if (isError(status)) {
    comparison.report('error-status-removed', spot, 'error status removed', places);
  } else if (spot.direction === 'response') {
    const message = 'success status removed: clients that expect it never receive it';
    comparison.report('status-removed', spot, message, places);
  } else {
    comparison.report(
      'accepted-status-removed',
      spot,
      'status removed: clients must not answer with it',
      places,
    );
  }
}

function reportAdded(comparison: Comparison, status: string, is: DocumentPart, spot: Spot): void {
  const places = { after: is.pointer };
  if (spot.direction === 'request') {
    comparison.report(
      'accepted-status-added',
      spot,
      'status added: clients may answer with it',
      places,
    );
  } else if (isError(status)) {
    // Every client over HTTP has to bear errors (RFC 9110, section 15).
    comparison.report('error-status-added', spot, 'error status added', places);
  } else if (status === '304') {
    const message = 'status added, which only answers conditional requests';
    comparison.report('conditional-status-added', spot, message, places);
  } else {
    const message = 'success status added: clients may not handle it';
    comparison.report('status-added', spot, message, places);
  }
}

function compareResponse(comparison: Comparison, both: Both, spot: Spot): void {
  compareHeaders(comparison, both, spot);
  comparison.content(both, within(spot, 'body'));
  compareLinks(comparison, both, spot);
  comparison.others(both, spot, ['headers', 'content', 'links']);
}
