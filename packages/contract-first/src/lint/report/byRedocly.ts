import type { NormalizedProblem } from '@redocly/openapi-core';
import { printable } from '../../text/printable.ts';
import type { LintFinding } from '../lint.ts';

/** The formats that Redocly writes. */
export const redoclyFormats = [
  'codeframe',
  'stylish',
  'markdown',
  'github-actions',
  'junit',
  'checkstyle',
] as const;

/**
 * Findings in a format of Redocly, all of them.
 *
 * @param sources the texts of their files
 */
export async function byRedocly(
  findings: readonly LintFinding[],
  sources: ReadonlyMap<string, string>,
  format: (typeof redoclyFormats)[number],
): Promise<string> {
  const { formatProblems, getTotals, Source } = await import('@redocly/openapi-core');
  const files = new Map([...sources].map(([file, text]) => [file, new Source(file, text)]));
  const problems = findings.map(
    ({ rule, severity, message, reference, suggestions, location }): NormalizedProblem => ({
      ...{ ruleId: rule, severity: severity === 'warning' ? 'warn' : severity },
      ...{ message: printable(message), suggest: suggestions.map(printable) },
      ...(reference !== undefined && { reference }),
      location: location.flatMap(({ file, pointer, reportOnKey }) => {
        const source = files.get(file);
        return source ? [{ source, pointer, reportOnKey }] : [];
      }),
    }),
  );
  return printed(() =>
    formatProblems(problems, {
      ...{ format, totals: getTotals(problems), version: '', command: 'lint' as const },
      maxProblems: problems.length,
    }),
  );
}

/** What is written to stdout meanwhile. */
function printed(print: () => void): string {
  const { stdout } = process;
  const { write } = stdout;
  let text = '';
  stdout.write = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  try {
    print();
  } finally {
    stdout.write = write;
  }
  return text;
}
