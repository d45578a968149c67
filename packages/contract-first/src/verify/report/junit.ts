import { printable } from '../../text/printable.ts';
import type { Report } from '../verify.ts';

/** What a report in JUnit's XML has: suites of cases, each with what failed. */
export type JunitReport = {
  readonly name: string;
  readonly seconds: number;
  readonly suites: readonly {
    readonly name: string;
    readonly cases: readonly {
      readonly name: string;
      readonly failures: readonly { readonly message: string; readonly text: string }[];
      /** Why it was not run. */
      readonly skipped?: string;
    }[];
  }[];
};

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

/** Any report as JUnit's XML. */
export function junitXml({ name: title, seconds, suites }: JunitReport): string {
  const texts = suites.map(({ name, cases }) => {
    const lines = cases.map((each) => {
      const failures = each.failures.map(
        ({ message, text }) => `<failure message="${escaped(message)}">${escaped(text)}</failure>`,
      );
      const skipped =
        each.skipped === undefined ? '' : `<skipped message="${escaped(each.skipped)}"/>`;
      return `    <testcase classname="${escaped(name)}" name="${escaped(each.name)}">${failures.join('')}${skipped}</testcase>`;
    });
    const failed = cases.filter(({ failures }) => failures.length > 0).length;
    const skipped = cases.filter((each) => each.skipped !== undefined).length;
    const counts = `tests="${cases.length}" failures="${failed}"${skipped > 0 ? ` skipped="${skipped}"` : ''}`;
    return `  <testsuite name="${escaped(name)}" ${counts}>\n${lines.join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${escaped(title)}" time="${seconds}">
${texts.join('\n')}
</testsuites>
`;
}

/**
 * Text in XML. A reader would take line breaks and tabs in an attribute for blanks, so these are
 * references (XML 1.0, section 3.3.3). Characters that XML does
 * not have (section 2.2), or that a viewer would act on, are escapes as in JSON.
 */
const escaped = (text: string): string =>
  printable(text)
    .replaceAll(/[\ufffe\uffff]/g, (each) => `\\u${each.charCodeAt(0).toString(16)}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;');
