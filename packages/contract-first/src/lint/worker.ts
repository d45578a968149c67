/**
 * Lints documents in a thread of its own: an example can be checked against a pattern or a schema that
 * takes hours, which only ending the thread stops.
 *
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { LintTask } from './bounded.ts';
import { lintFile } from './lint.ts';
import { aliasOf, rulesetOf } from './ruleset.ts';

// Only `lintDocuments` starts this thread, and gives it the task.
const { rules, documents } = workerData as LintTask;
try {
  const ruleset = await rulesetOf(rules);
  for (const { file, overlays } of documents) {
    const settings = ruleset.forAlias(aliasOf(ruleset, file, rules));
    parentPort?.postMessage({ linted: await lintFile(file, settings, overlays) });
  }
} catch (error) {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  parentPort?.postMessage({ error: { message, stack } });
}
