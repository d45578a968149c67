import { printable } from './printable.ts';

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
