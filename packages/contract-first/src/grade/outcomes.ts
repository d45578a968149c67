/**
 * What is wrong with how calls and iterations have ended.
 *
 * @module
 */
import type { Ended, ReportedError } from './adapter.ts';
import type { Expected, Iterated, Outcome } from './case.ts';
import { isEqual, shown } from './equal.ts';

/** How a step has ended, and when. */
export type Finished = {
  readonly ended: Ended;
  readonly items: readonly unknown[];
  readonly ms: number;
  /** When the first item arrived. */
  readonly firstMs: number | undefined;
};

/** What is wrong with a call; nothing if one of the expected outcomes has come. */
export function faultsOfCall(expected: Expected, finished: Finished): readonly string[] {
  const outcomes: readonly Outcome[] = isList(expected) ? expected : [expected];
  const faults = outcomes.map((outcome) => faultsOfOutcome(outcome, finished));
  return faults.some((each) => each.length === 0) ? [] : (faults[0] ?? []);
}

const isList = (expected: Expected): expected is readonly Outcome[] => Array.isArray(expected);

function faultsOfOutcome(outcome: Outcome, { ended, ms }: Finished): readonly string[] {
  const late =
    outcome.withinMs !== undefined && ms > outcome.withinMs
      ? [`It took ${Math.round(ms)} ms; expected ${outcome.withinMs} ms at most`]
      : [];
  if ('ends' in outcome) return late;
  if ('error' in outcome) return [...faultsOfError(outcome, ended), ...late];
  if ('error' in ended) return [`Expected success, got ${errorText(ended.error)}`];
  const { status, body } = ended.result ?? {};
  const faults: string[] = [...late];
  if (outcome.notWithinMs !== undefined && ms < outcome.notWithinMs) {
    faults.push(`It took ${Math.round(ms)} ms; expected ${outcome.notWithinMs} ms at least`);
  }
  if (outcome.status !== undefined && status !== undefined && status !== outcome.status) {
    faults.push(`Status: expected ${outcome.status}, got ${shown(status)}`);
  }
  if (outcome.empty && body !== undefined && body !== null) {
    faults.push(`Expected no value, got ${shown(body)}`);
  }
  if ('body' in outcome && !isEqual(outcome.body, body)) {
    faults.push(`Expected ${shown(outcome.body)}, got ${shown(body)}`);
  }
  if ('has' in outcome && !isEqual(outcome.has, body, { isOpen: true })) {
    faults.push(`Expected at least ${shown(outcome.has)}, got ${shown(body)}`);
  }
  return faults;
}

function faultsOfError(
  outcome: Extract<Outcome, { readonly error: unknown }>,
  ended: Ended,
): readonly string[] {
  const kinds = [outcome.error].flat();
  const wanted = `an error (${kinds.join(' or ')})`;
  if (!('error' in ended)) return [`Expected ${wanted}, got ${shown(ended.result?.body)}`];
  const { kind, status, body, message = '' } = ended.error;
  const faults: string[] = [];
  if (outcome.mustNotSay && message.includes(outcome.mustNotSay)) {
    faults.push(`The message of the error has the secret: ${message.slice(0, 200)}`);
  }
  if (!kinds.some((each) => each === kind)) {
    faults.push(`Expected ${wanted}, got ${errorText(ended.error)}`);
  }
  if (outcome.status !== undefined && status !== outcome.status) {
    faults.push(`Status of the error: expected ${outcome.status}, got ${shown(status)}`);
  }
  if ('body' in outcome && !isEqual(outcome.body, body)) {
    faults.push(`Body of the error: expected ${shown(outcome.body)}, got ${shown(body)}`);
  }
  return faults;
}

const errorText = ({ kind, status, message }: ReportedError): string =>
  `an error (${kind}${status === undefined ? '' : ` ${status}`}${message ? `: ${message.slice(0, 200)}` : ''})`;

/** What is wrong with an iteration. */
export function faultsOfIteration(expected: Iterated, finished: Finished): readonly string[] {
  const { ended, items, ms, firstMs } = finished;
  const faults: string[] = [];
  if (!isEqual(expected.items, items)) {
    faults.push(`Items: expected ${shown(expected.items)}, got ${shown(items)}`);
  }
  const kinds = [expected.error ?? []].flat();
  if ('error' in ended) {
    if (!kinds.some((each) => each === ended.error.kind)) {
      const wanted = kinds.length > 0 ? `an error (${kinds.join(' or ')})` : 'the end';
      faults.push(`Expected ${wanted}, got ${errorText(ended.error)}`);
    }
  } else if (kinds.length > 0 && !kinds.includes('ended')) {
    faults.push(`Expected an error (${kinds.join(' or ')}), but it ended`);
  }
  if (expected.withinMs !== undefined && ms > expected.withinMs) {
    faults.push(`It took ${Math.round(ms)} ms; expected ${expected.withinMs} ms at most`);
  }
  if (expected.firstWithinMs !== undefined && (firstMs ?? ms) > expected.firstWithinMs) {
    faults.push(
      `The first item arrived after ${Math.round(firstMs ?? ms)} ms; expected ${expected.firstWithinMs} ms at most`,
    );
  }
  return faults;
}
