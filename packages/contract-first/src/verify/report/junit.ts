import { type JunitReport, junitXml } from '../../text/junit.ts';
import type { OperationOutcome } from '../ledger.ts';
import type { Report } from '../verify.ts';
import { cutsOf } from './incomplete.ts';

type Case = JunitReport['suites'][number]['cases'][number];

/** A report of a server: a suite an operation, with a case for each check and for what was left out. */
export const junitReport = (report: Report): string =>
  junitXml({
    ...{ name: report.title, seconds: report.seconds },
    suites: report.operations.map((outcome) => ({
      name: outcome.operation,
      cases: [
        reachedCase(report, outcome),
        ...completeCases(report, outcome),
        ...checkCases(report, outcome),
      ],
    })),
  });

/** Not a failure if it is accepted, or if enough of the other operations were reached. */
function reachedCase({ reach }: Report, { unreached }: OperationOutcome): Case {
  if (!unreached) return { name: 'reached', failures: [] };
  const { reason, remedy, accepted } = unreached;
  return accepted !== undefined || reach.isEnough
    ? { name: 'reached', failures: [], skipped: accepted ?? reason }
    : { name: 'reached', failures: [{ message: reason, text: remedy }] };
}

function completeCases(report: Report, outcome: OperationOutcome): Case[] {
  const failures = cutsOf(report, outcome).map(({ reason, remedy }) => ({
    message: reason,
    text: remedy,
  }));
  return failures.length > 0 ? [{ name: 'complete', failures }] : [];
}

/** Accepted findings are no failures; a check without others is skipped, with the reason. */
const checkCases = ({ findings }: Report, { operation, checks }: OperationOutcome): Case[] =>
  Object.keys(checks).map((check) => {
    const own = findings.filter((each) => each.operation === operation && each.check === check);
    const open = own.filter(({ accepted }) => !accepted);
    const reason = open.length === 0 ? own[0]?.accepted?.reason : undefined;
    return {
      name: check,
      failures: open.map(({ status, messages, curl }) => ({
        message: `${status}: ${messages[0]}`,
        text: [...messages, curl].join('\n'),
      })),
      ...(reason !== undefined && { skipped: reason }),
    };
  });
