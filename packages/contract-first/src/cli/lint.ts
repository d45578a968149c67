import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import {
  type Config,
  formatProblems,
  getTotals,
  type NormalizedProblem,
} from '@redocly/openapi-core';
import { shownFile } from '../document/index.ts';
import { type LintFinding, lintFile } from '../lint/lint.ts';
import { type ReportedFinding, totalsOf, totalsText } from '../lint/report/groups.ts';
import { markdownOf } from '../lint/report/markdown.ts';
import { sarifReport } from '../lint/report/sarif.ts';
import { textLines } from '../lint/report/text.ts';
import { rulesetOf } from '../lint/ruleset.ts';
import { oneLine, printable } from '../text/printable.ts';
import { Acceptance, acceptedOption, exceptionsOf } from './accepted.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, loadConfig } from './config.ts';
import { overlayOption } from './document.ts';
import { jsonOf, linesOf } from './notices.ts';
import { repositoryPaths } from './repositoryPaths.ts';
import { printableInColour } from './terminal.ts';

/** Checks documents by Redocly's rules and those of the toolkit. */
export const lint = defineCommand({
  summary: 'Checks documents against rules',
  usage: 'contract lint [document] [options]',
  details: `Without a document, it checks those in the configuration. The default rules report what contradicts OpenAPI or
the document itself; a redocly.yaml in this folder, \`lint\` in the configuration or --rules choose others. An overlay
changes the OpenAPI document before it is checked; problems in what it adds are shown in the overlay.

Accepted problems are listed under \`lint\` in contract.accepted.yaml, or in the file of --accepted:
[{ rule, place, reason, until }]. They do not fail the command until the date \`until\`.`,
  takes: 1,
  examples: [
    ['contract lint openapi.yaml', 'By the default rules'],
    ['contract lint openapi.yaml --fail-on warning', 'Stricter, for CI'],
    ['contract lint openapi.yaml --rules redocly.yaml --format github-actions', 'In CI'],
    ['contract lint openapi.yaml --overlay changes.yaml', 'As the overlay changes it'],
  ],
  options: {
    rules: {
      type: 'string',
      value: 'FILE',
      description: 'Redocly configuration with the rules',
    },
    'fail-on': {
      type: 'string',
      value: 'LEVEL',
      description: 'Exit with 1 on problems of this level: error (default) or warning',
    },
    all: { type: 'boolean', description: 'List each of the problems that are alike' },
    ...acceptedOption,
    markdown: {
      type: 'string',
      value: 'FILE',
      description: 'Write the problems as Markdown, for a comment on a pull request',
    },
    sarif: {
      type: 'string',
      value: 'FILE',
      description: 'Write the problems as SARIF 2.1.0, for code scanning',
    },
    format: {
      type: 'string',
      value: 'NAME',
      description:
        'text (default), or a format of Redocly: codeframe, stylish, markdown, github-actions, junit or checkstyle',
    },
    ...overlayOption,
  },
  run: async ({ words: [given], values, terminal }) => {
    const limit = levelOf(values['fail-on'] ?? 'error');
    const format = formatOf(values.format ?? 'text');
    const config = await loadConfig(values.config);
    const rules = values.rules === undefined ? config?.lint : resolve(values.rules);
    const acceptance = new Acceptance(await exceptionsOf('lint', config, values.accepted));
    const redocly = await rulesetOf(rules);
    const documents = given
      ? [resolve(given)]
      : [documentOf(given, config), config?.messages, config?.workflows].filter(
          (document) => document !== undefined,
        );
    const findings: ReportedFinding[] = [];
    const notices = [];
    for (const [at, document] of documents.entries()) {
      terminal.progress(`Checking ${document} …`);
      const settings = redocly.forAlias(aliasOf(redocly, document, rules));
      const linted = await lintFile(document, settings, at === 0 ? values.overlay : []);
      terminal.progress('');
      notices.push(...linted.notices);
      for (const finding of linted.findings) {
        const accepted = finding.isIgnored ? undefined : acceptance.of(exceptionalOf(finding));
        findings.push({ ...finding, ...(accepted && { accepted }) });
      }
    }
    for (const line of linesOf(notices)) terminal.note(oneLine(line));
    const totals = totalsOf(findings);
    if (values.markdown !== undefined) {
      const text = markdownOf(findings, acceptance.lines, values.all === true);
      await writeFile(values.markdown, text);
    }
    if (values.sarif !== undefined) {
      const sarif = sarifReport(findings, await repositoryPaths(documents[0] ?? ''));
      await writeFile(values.sarif, `${JSON.stringify(sarif, null, 2)}\n`);
    }
    const isBad = totals.errors > 0 || (limit === 'warning' && totals.warnings > 0);
    const code = isBad ? EXIT.findings : EXIT.fine;
    if (values.json) {
      const { expired, unused } = acceptance;
      const result = {
        totals,
        problems: findings.map(problemJson),
        ...(acceptance.hasExceptions && { exceptions: { expired, unused } }),
        notices: notices.map(jsonOf),
      };
      terminal.out(JSON.stringify(result, null, 2));
      return code;
    }
    const shown = findings.filter(({ isIgnored }) => !isIgnored);
    if (format === 'text') {
      for (const line of textLines(shown, values.all === true, terminal.paint)) terminal.out(line);
    } else {
      const open = shown.filter(({ accepted }) => !accepted).map(({ problem }) => problem);
      const text = byRedocly(open, format);
      if (text !== '') terminal.printed(printableInColour(text, !open.some(isColoured)));
      if (!['codeframe', 'stylish'].includes(format)) return code;
    }
    const names = documents.map((document) => relative(process.cwd(), document)).join(', ');
    const isClean = totals.errors + totals.warnings + totals.accepted + totals.ignored === 0;
    terminal.out(
      isClean
        ? terminal.paint('green', `No problems in ${names}.`)
        : `${totalsText(totals)} in ${names}.`,
    );
    for (const line of acceptance.lines) terminal.out(terminal.paint('yellow', oneLine(line)));
    return code;
  },
});

/** A finding by the names that an exception may use for its place. */
function exceptionalOf({ rule, place, operation }: LintFinding) {
  const { file, pointer } = place;
  const places = [pointer, `${shownFile(file)}${pointer}`, shownFile(file)];
  return { rule, places: operation === undefined ? places : [...places, operation] };
}

/** A finding as `--json` has it: with the names of Redocly's report, and the place in the file. */
function problemJson({ place, problem, accepted, ...finding }: ReportedFinding): object {
  const { rule, severity, message, operation, remedy, reference, suggestions, isIgnored } = finding;
  return {
    ruleId: rule,
    severity: severity === 'warning' ? 'warn' : severity,
    ...{ message, file: shownFile(place.file), line: place.line, column: place.column },
    ...{ pointer: place.pointer, operation, remedy, reference },
    suggest: suggestions,
    location: problem.location.map(({ source, pointer, reportOnKey }) => ({
      ...{ source: { ref: shownFile(source.absoluteRef) }, pointer, reportOnKey },
    })),
    ...(isIgnored && { ignored: true }),
    ...(accepted && { accepted }),
  };
}

function levelOf(name: string): 'error' | 'warning' {
  if (name === 'error' || name === 'warning') return name;
  throw new UsageError(`Unknown level "${name}": use error or warning`);
}

const formats = [
  'text',
  'codeframe',
  'stylish',
  'markdown',
  'github-actions',
  'junit',
  'checkstyle',
] as const;

function formatOf(name: string) {
  const format = formats.find((each) => each === name);
  if (!format) throw new UsageError(`Unknown format "${name}"`);
  return format;
}

/** Problems in a format of Redocly, all of them. */
function byRedocly(problems: readonly NormalizedProblem[], format: Format): string {
  const shown = problems.map((problem) => ({
    ...problem,
    message: printable(problem.message),
    suggest: problem.suggest.map((value: unknown) =>
      printable(typeof value === 'string' ? value : JSON.stringify(value)),
    ),
  }));
  return printed(() =>
    formatProblems(shown, {
      ...{ format, totals: getTotals(shown), version: '', command: 'lint' as const },
      maxProblems: shown.length,
    }),
  );
}

type Format = NonNullable<Parameters<typeof formatProblems>[1]['format']>;

/** Whether a key on the way to a problem would act on a terminal, and so could pose as a colour. */
const isColoured = ({ location }: NormalizedProblem): boolean =>
  location.some(({ pointer = '' }) => printable(pointer) !== pointer);

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

/** The name under which Redocly's configuration has settings of its own for a document. */
function aliasOf({ resolvedConfig }: Config, document: string, rules = ''): string | undefined {
  const entries = Object.entries(resolvedConfig.apis ?? {});
  return entries.find(([, { root }]) => resolve(rules, '..', root) === document)?.[0];
}
