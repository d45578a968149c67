import { junitXml } from '../../text/junit.ts';
import type { Report } from '../verify.ts';

/** A report of a server: a suite an operation, a case a check. */
export const junitReport = ({ title, operations, findings, seconds }: Report): string =>
  junitXml({
    ...{ name: title, seconds },
    suites: operations.map(({ operation, checks }) => ({
      name: operation,
      cases: Object.keys(checks).map((check) => ({
        name: check,
        failures: findings
          .filter((each) => each.operation === operation && each.check === check)
          .map(({ status, messages, curl }) => ({
            message: `${status}: ${messages[0]}`,
            text: [...messages, curl].join('\n'),
          })),
      })),
    })),
  });
