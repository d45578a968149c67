/**
 * Compares recorded traffic with a document.
 *
 * @module
 */
import type { Document } from '../document/model.ts';
import { harEntries } from './har.ts';
import { DriftJudge } from './judge.ts';
import type { DriftReport } from './rules.ts';

export {
  type DriftFinding,
  type DriftReport,
  type DriftRule,
  driftRules,
  openRules,
} from './rules.ts';

/**
 * Judges all exchanges of recordings.
 *
 * @param document bundled: OpenAPI 3.1 or 3.2 with local references only
 * @param files HAR 1.2
 * @param servers URLs of the server, if they are not those of the document
 * @throws Error if a file cannot be read as a recording
 */
export async function compareTraffic(
  document: Document,
  files: readonly string[],
  servers: readonly string[] = [],
): Promise<DriftReport> {
  const judge = new DriftJudge(document, servers);
  const counts: { file: string; matched: number }[] = [];
  for (const file of files) {
    const before = judge.matched;
    for await (const entry of harEntries(file)) await judge.add(entry);
    counts.push({ file, matched: judge.matched - before });
  }
  return { ...judge.report, files: counts };
}
