import { printable } from '../../text/printable.ts';
import type { Report } from '../verify.ts';

/** A report as JUnit's XML: a suite an operation, a case a check. */
export function junitReport({ title, operations, findings, seconds }: Report): string {
  const suites = operations.map(({ operation, checks }) => {
    const cases = Object.keys(checks).map((check) => {
      const found = findings.filter((each) => each.operation === operation && each.check === check);
      const failures = found.map(
        ({ status, messages, curl }) =>
          `<failure message="${escaped(`${status}: ${messages[0]}`)}">${escaped([...messages, curl].join('\n'))}</failure>`,
      );
      return `    <testcase classname="${escaped(operation)}" name="${escaped(check)}">${failures.join('')}</testcase>`;
    });
    const failed = Object.values(checks).filter((each) => each.failed > 0).length;
    const counts = `tests="${cases.length}" failures="${failed}"`;
    return `  <testsuite name="${escaped(operation)}" ${counts}>\n${cases.join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${escaped(title)}" time="${seconds}">
${suites.join('\n')}
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
