/**
 * False alarms of `contract verify`, and operations that it does not reach, that are known and not yet
 * corrected.
 *
 * @module
 */
import type { Pair } from './pairs.ts';
import type { Verified } from './verifying.ts';

/** The beginning of a finding, or `not reached …`. */
type KnownFault = {
  readonly begins: string;
  /** Whether it depends on timing, so that some runs do not have it. */
  readonly isIntermittent?: true;
};

const faults: Readonly<Record<string, readonly KnownFault[]>> = {
  // The operation needs an article that was deleted before; 409 is documented for all others.
  'Go articles': [{ begins: 'not reached restoreArticle' }],
  // A job must be cancelled before it is done, within 50 ms.
  'FastAPI exports': [{ begins: 'not reached cancelExport', isIntermittent: true }],
  // Code first: the document says `type: string` where Pydantic reads decimal numbers.
  'FastAPI inventory': [{ begins: 'valid-accepted add_item_items_post:' }],
};

/** The beginnings of what is known to be reported of a server. */
export const knownOf = ({ framework, document }: Pair): readonly string[] =>
  (faults[`${framework} ${document}`] ?? []).map(({ begins }) => begins);

/** What was reported of a server and is not known, and known faults that were not reported any more. */
export function unexpectedIn({ pair, findings, unreached }: Verified): string[] {
  const known = faults[`${pair.framework} ${pair.document}`] ?? [];
  const seen = [...findings, ...unreached.map((operation) => `not reached ${operation}`)];
  return [
    ...seen.filter((each) => !known.some(({ begins }) => each.startsWith(begins))),
    ...known
      .filter((each) => !each.isIntermittent && !seen.some((one) => one.startsWith(each.begins)))
      .map(({ begins }) => `no longer reported, so remove it from knownFaults.ts: ${begins}`),
  ];
}
