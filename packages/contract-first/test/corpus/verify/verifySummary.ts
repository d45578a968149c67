/** Sums up what `contract verify` says of honest servers. */
import {
  type Target,
  targets,
  type Verification,
  type VerifyMeasurement,
} from './verifyMeasurement.ts';

/** What was found on one kind of server, over all documents. */
export type TargetSummary = {
  readonly target: Target;
  readonly documents: number;
  /** Documents without any false alarm. */
  readonly clean: number;
  readonly failures: number;
  readonly operations: number;
  readonly reached: number;
  readonly requests: number;
  readonly alarms: number;
};

export function summarizeVerify(all: readonly VerifyMeasurement[]): TargetSummary[] {
  return targets.map((target) => {
    const own = all.flatMap(({ verifications }) =>
      verifications.filter((each) => each.target === target),
    );
    const sum = (of: (each: Verification) => number) =>
      own.reduce((total, each) => total + of(each), 0);
    return {
      target,
      documents: all.length,
      clean: own.filter(({ alarms, failure }) => alarms.length === 0 && !failure).length,
      failures: all.length - own.length + own.filter(({ failure }) => failure).length,
      operations: sum(({ operations }) => operations),
      reached: sum(({ reached }) => reached),
      requests: sum(({ requests }) => requests),
      alarms: sum(({ alarms }) => alarms.length),
    };
  });
}

/** Whether there is no false alarm, no failure, and every operation was reached. */
export const isGoodVerify = (summary: readonly TargetSummary[]): boolean =>
  summary.every(
    ({ documents, clean, reached, operations }) => clean === documents && reached === operations,
  );

export function verifyLine({ document, operations, failure, verifications }: VerifyMeasurement) {
  const parts = verifications.map(
    ({ target, reached, operations: all, requests, seconds, alarms, failure: own }) =>
      own
        ? `${target}: ${own.step.toUpperCase()} FAILED: ${own.message.slice(0, 200)}`
        : `${target}: ${reached}/${all} reached, ${requests} requests, ${alarms.length} alarms, ${seconds.toFixed(1)} s`,
  );
  return `${document} (${operations}): ${failure ? `FAILED: ${failure.slice(0, 200)}` : parts.join('; ')}`;
}

/** A message without what differs from one place to another, so that alike ones are counted together. */
const kindOf = (message: string): string =>
  message
    .replaceAll(/"[^"]*"/g, '"…"')
    .replaceAll(/\/\S+/g, '/…')
    .replaceAll(/\d+/g, '0')
    .slice(0, 140);

/** @param kinds how many kinds of alarms are shown for each kind of server */
export function verifySummaryText(all: readonly VerifyMeasurement[], kinds: number): string {
  const lines: string[] = [];
  for (const summary of summarizeVerify(all)) {
    const { target, documents, clean, failures, operations, reached, requests, alarms } = summary;
    lines.push(
      `${target}: ${clean} of ${documents} documents without an alarm, ${failures} failures, ${reached} of ${operations} operations reached, ${requests} requests, ${alarms} alarms`,
    );
    const groups = new Map<string, { count: number; example: string }>();
    for (const { document, verifications } of all) {
      for (const { alarms: own, unreached } of verifications.filter(
        (each) => each.target === target,
      )) {
        const told = [
          ...own.map(({ check, status, message, operation, curl }) => [
            `${check} ${status}: ${kindOf(message)}`,
            `${operation}: ${message.slice(0, 200)}\n        ${curl.slice(0, 400)}`,
          ]),
          ...unreached.map(({ operation, reason }) => [`not reached, ${reason}`, operation]),
        ];
        for (const [kind = '', example = ''] of told) {
          const group = groups.get(kind) ?? { count: 0, example: `${document} ${example}` };
          groups.set(kind, { ...group, count: group.count + 1 });
        }
      }
    }
    const largest = [...groups].sort(([, one], [, other]) => other.count - one.count);
    for (const [kind, { count, example }] of largest.slice(0, kinds)) {
      lines.push(`  ${count} × ${kind}\n      ${example}`);
    }
  }
  return lines.join('\n');
}
