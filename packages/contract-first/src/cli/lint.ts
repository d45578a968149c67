import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { shownFile } from '../document/index.ts';
import { lintDocuments } from '../lint/bounded.ts';
import type { LintFinding } from '../lint/lint.ts';
import { byRedocly, redoclyFormats } from '../lint/report/byRedocly.ts';
import { type ReportedFinding, totalsOf, totalsText } from '../lint/report/groups.ts';
import { markdownOf } from '../lint/report/markdown.ts';
import { sarifReport } from '../lint/report/sarif.ts';
import { textLines } from '../lint/report/text.ts';
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
    timeout: {
      type: 'string',
      value: 'SECONDS',
      description: 'How long checking a document may take (default: 120)',
    },
  },
  run: async ({ words: [given], values, terminal }) => {
    const limit = levelOf(values['fail-on'] ?? 'error');
    const format = formatOf(values.format ?? 'text');
    const config = await loadConfig(values.config);
    const rules = values.rules === undefined ? config?.lint : resolve(values.rules);
    const acceptance = new Acceptance(await exceptionsOf('lint', config, values.accepted));
    const documents = given
      ? [resolve(given)]
      : [documentOf(given, config), config?.messages, config?.workflows].filter(
          (document) => document !== undefined,
        );
    const seconds = secondsOf(values.timeout);
    const overlaysOf = (at: number) => (at === 0 ? (values.overlay ?? []) : []);
    const linted = await lintDocuments(
      { rules, documents: documents.map((file, at) => ({ file, overlays: overlaysOf(at) })) },
      seconds,
      (file) => terminal.progress(`Checking ${file} …`),
    );
    terminal.progress('');
    const notices = linted.flatMap((each) => each.notices);
    const findings = linted.flatMap((each) =>
      each.findings.map((finding): ReportedFinding => {
        const accepted = finding.isIgnored ? undefined : acceptance.of(exceptionalOf(finding));
        return { ...finding, ...(accepted && { accepted }) };
      }),
    );
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
      const open = shown.filter(({ accepted }) => !accepted);
      const sources = new Map(linted.flatMap((each) => [...each.sources]));
      const text = await byRedocly(open, sources, format);
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
function problemJson({ place, location, accepted, ...finding }: ReportedFinding): object {
  const { rule, severity, message, operation, remedy, reference, suggestions, isIgnored } = finding;
  return {
    ruleId: rule,
    severity: severity === 'warning' ? 'warn' : severity,
    ...{ message, file: shownFile(place.file), line: place.line, column: place.column },
    ...{ pointer: place.pointer, operation, remedy, reference },
    suggest: suggestions,
    location: location.map(({ file, pointer, reportOnKey }) => ({
      ...{ source: { ref: shownFile(file) }, pointer, reportOnKey },
    })),
    ...(isIgnored && { ignored: true }),
    ...(accepted && { accepted }),
  };
}

function levelOf(name: string): 'error' | 'warning' {
  if (name === 'error' || name === 'warning') return name;
  throw new UsageError(`Unknown level "${name}": use error or warning`);
}

function formatOf(name: string) {
  const format = (['text', ...redoclyFormats] as const).find((each) => each === name);
  if (!format) throw new UsageError(`Unknown format "${name}"`);
  return format;
}

/** How long a document may take; GitHub's, with 13 MB, takes 5 s. */
const SECONDS = 120;

function secondsOf(text = String(SECONDS)): number {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds > 0) return seconds;
  throw new UsageError(`Not a number of seconds: ${text}`);
}

/** Whether a key on the way to a problem would act on a terminal, and so could pose as a colour. */
const isColoured = ({ location }: LintFinding): boolean =>
  location.some(({ pointer }) => printable(pointer) !== pointer);
