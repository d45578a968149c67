import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { type LoadedDocument, operationsNamed } from '../document/index.ts';
import { type Document, endpointOf } from '../document/model.ts';
import { oneLine, printable } from '../text/printable.ts';
import { checks } from '../verify/checks/index.ts';
import { fromHeaders } from '../verify/credentials.ts';
import { reachOf } from '../verify/reached.ts';
import { junitReport } from '../verify/report/junit.ts';
import { markdownTable } from '../verify/report/markdown.ts';
import { sarifReport } from '../verify/report/sarif.ts';
import { textReport } from '../verify/report/text.ts';
import { defaults, requests, type VerifySettings } from '../verify/settings.ts';
import { type Report, verify as verifyServer } from '../verify/verify.ts';
import { Acceptance, acceptedOption, exceptionsOf } from './accepted.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, loadConfig } from './config.ts';
import { onlyOption, openDocument, overlayOption } from './document.ts';
import { explained, jsonOf, placeText } from './notices.ts';

/** Tests a running server against its document. */
export const verify = defineCommand({
  summary: 'Tests a running server, in any language, against its document',
  usage: 'contract verify <url> [options]',
  details: `Sends valid requests and requests with one fault each, and checks every response against the document.
It creates what it needs, and changes or deletes by id only what it created. Its requests have real
effects: use a dedicated server, or exclude operations.

Accepted findings are listed under \`verify\` in contract.accepted.yaml, or in the file of --accepted:
[{ rule, place, reason, until }]. The rule is the check, or \`unreached\`. They do not fail the command until the date.`,
  takes: 1,
  examples: [
    [
      "contract verify http://localhost:3000 --document openapi.yaml --header 'X-API-Key: secret'",
      'A running server, with a credential',
    ],
    [
      "contract verify http://localhost:3000 --allow-unreached 'payments.*'",
      'All operations must be reached, except those',
    ],
    [
      "contract verify http://localhost:3000 --include 'GET *' --junit report.xml",
      'Only operations that read, with a report for CI',
    ],
  ],
  options: {
    document: {
      type: 'string',
      value: 'FILE',
      description: 'Document (default: that of the configuration)',
    },
    header: {
      type: 'string',
      value: "'NAME: VALUE'",
      multiple: true,
      description: 'Header to send with each request, such as credentials',
    },
    'weak-header': {
      type: 'string',
      value: "'NAME: VALUE'",
      multiple: true,
      description: 'Credentials that lack a scope, which must be refused with 403',
    },
    ...onlyOption,
    ...overlayOption,
    include: {
      type: 'string',
      value: 'PATTERN',
      multiple: true,
      description: 'Only operations whose id or `METHOD /path` matches; `*` matches anything',
    },
    exclude: {
      type: 'string',
      value: 'PATTERN',
      multiple: true,
      description: 'Exclude operations that match',
    },
    'exclude-check': {
      type: 'string',
      value: 'NAME',
      multiple: true,
      description: 'Skip this check',
    },
    seed: {
      type: 'string',
      value: 'N',
      description: `Same seed, same requests (default: ${defaults.seed})`,
    },
    'max-requests': {
      type: 'string',
      value: 'N',
      description: `Maximum number of requests (default: ${requests.document}, in large documents ${requests.operation} for each operation)`,
    },
    'min-coverage': {
      type: 'string',
      value: 'PERCENT',
      description: `Share of operations that must be reached by a valid request (default: ${defaults.minCoverage})`,
    },
    'allow-unreached': {
      type: 'string',
      value: 'PATTERN',
      multiple: true,
      description: 'Operations that need not be reached',
    },
    ...acceptedOption,
    'max-wait': {
      type: 'string',
      value: 'SECONDS',
      description: `Maximum total wait for rate limits (default: ${defaults.maxWait})`,
    },
    'report-json': { type: 'string', value: 'FILE', description: 'Write the report as JSON' },
    markdown: { type: 'string', value: 'FILE', description: 'Write the table as Markdown' },
    junit: { type: 'string', value: 'FILE', description: 'Write the report as JUnit XML' },
    sarif: { type: 'string', value: 'FILE', description: 'Write the report as SARIF 2.1.0' },
  },
  run: async ({ words: [word], values, terminal }) => {
    const config = await loadConfig(values.config);
    const url = word ?? config?.verify?.url;
    if (url === undefined) throw new UsageError('Name the URL of a server');
    if (!URL.canParse(url)) throw new UsageError(`Invalid URL: ${url}`);
    const entry = documentOf(values.document, config);
    const loaded = await openDocument(entry, terminal, {
      task: 'verify',
      overlays: values.overlay,
    });
    const { document } = loaded;
    const given = fromHeaders(document, headersOf(values.header));
    const weak = fromHeaders(document, headersOf(values['weak-header']));
    const before = config?.verify ?? {};
    const rules = [...checks.map(({ name }) => name), UNREACHED];
    const exceptions = await exceptionsOf('verify', config, values.accepted, rules);
    const include = [...patternsOf(document, values.only), ...(values.include ?? [])];
    const settings: VerifySettings = {
      ...before,
      headers: { ...before.headers, ...given.others },
      credentials: { ...before.credentials, ...given.credentials },
      ...(values['weak-header'] && { weak: { credentials: weak.credentials } }),
      ...(include.length > 0 && { include }),
      ...(values.exclude && { exclude: values.exclude }),
      ...(values['exclude-check'] && { excludeChecks: values['exclude-check'] }),
      ...(values['allow-unreached'] && {
        allowUnreached: {
          ...before.allowUnreached,
          ...Object.fromEntries(values['allow-unreached'].map((each) => [each, ON_COMMAND_LINE])),
        },
      }),
      ...numbersOf({
        seed: values.seed,
        maxRequests: values['max-requests'],
        maxWait: values['max-wait'],
        minCoverage: values['min-coverage'],
      }),
    };
    checkNames(settings.excludeChecks);
    const { minCoverage = defaults.minCoverage } = settings;
    if (minCoverage > 100) throw new UsageError(`Not a percentage: ${minCoverage}`);
    const { include: only = [], exclude = [], excludeChecks = [] } = settings;
    const isPartial = [...only, ...exclude, ...excludeChecks].length > 0;
    const acceptance = new Acceptance(exceptions, isPartial);
    const report = accepting(
      acceptance,
      placed(
        await explained(loaded, () => verifyServer(document, url, settings, terminal.progress)),
        loaded,
      ),
    );
    terminal.progress('');
    await write(report, relative(process.cwd(), resolve(entry)), {
      json: values['report-json'],
      markdown: values.markdown,
      junit: values.junit,
      sarif: values.sarif,
    });
    terminal.out(
      values.json
        ? JSON.stringify(
            {
              ...report,
              ...(acceptance.hasExceptions && {
                exceptions: { expired: acceptance.expired, unused: acceptance.unused },
              }),
              notices: loaded.notices.map(jsonOf),
            },
            null,
            2,
          )
        : textReport(report, terminal.paint),
    );
    for (const line of acceptance.lines) terminal.note(oneLine(line));
    if (report.findings.some(({ accepted }) => !accepted)) return EXIT.findings;
    const gap = gapOf(report);
    if (gap === undefined) return EXIT.fine;
    terminal.note(gap);
    return EXIT.couldNotRun;
  },
});

/** The rule of exceptions for operations that need not be reached. */
const UNREACHED = 'unreached';

/** A report with the exceptions that accept its findings, and operations that were not reached. */
function accepting(acceptance: Acceptance, report: Report): Report {
  const operations = report.operations.map((outcome) => {
    const { operation, method, path, unreached } = outcome;
    if (!unreached || unreached.accepted !== undefined) return outcome;
    const places = [operation, `${method} ${path}`];
    const { reason } = acceptance.of({ rule: UNREACHED, places }) ?? {};
    return reason === undefined
      ? outcome
      : { ...outcome, unreached: { ...unreached, accepted: reason } };
  });
  const findings = report.findings.map((finding) => {
    const { check, operation, method, path, status, pointer } = finding;
    const called = `${method} ${path}`;
    const places = [operation, called, `${called} ${status}`, pointer];
    const accepted = acceptance.of({ rule: check, places });
    return accepted ? { ...finding, accepted } : finding;
  });
  return { ...report, operations, findings, reach: reachOf(operations, report.reach.least) };
}

const ON_COMMAND_LINE = 'Accepted by `--allow-unreached`.';

/** Why a report without findings is no all-clear; undefined if it is one. */
function gapOf({ reach, cutShort }: Report): string | undefined {
  const { reached, operations, least, isEnough } = reach;
  if (reached === 0) {
    return 'No valid request succeeded, so nothing was verified. The report says for each operation what to do.';
  }
  if (!isEnough) {
    return `Only ${reached} of ${operations} operations were reached, less than ${least} %. The report says for each of the others what to do. Accept some with \`--allow-unreached\`, or a smaller share with \`--min-coverage\`.`;
  }
  if (cutShort.some(({ by }) => by === 'rate-limit')) {
    return "Incomplete, since the server's rate limits left out requests. Raise the server's limit, or `--max-wait`.";
  }
  if (cutShort.length > 0) {
    return 'Incomplete, since the maximum number of requests was reached. Raise `--max-requests`, or choose operations with `--include`.';
  }
  return undefined;
}

/** A report with the files and lines of what it names in the document. */
function placed(report: Report, loaded: LoadedDocument): Report {
  const withPlace = <T extends { readonly pointer: string }>(one: T): T => {
    const { pointer } = one;
    const place = loaded.placeOf(pointer);
    return {
      ...one,
      pointer: loaded.sourceOf(pointer),
      ...(place && { place: printable(placeText({ pointer, place })) }),
    };
  };
  return {
    ...report,
    findings: report.findings.map(withPlace),
    unreadSchemas: report.unreadSchemas.map(withPlace),
  };
}

/** @throws UsageError where a line is no header */
function headersOf(lines: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) {
        throw new UsageError(`Invalid header: "${line}". Write 'Name: value'.`);
      }
      return [name, value];
    }),
  );
}

function numbersOf<const Names extends string>(
  texts: Readonly<Record<Names, string | undefined>>,
): { [name in Names]?: number } {
  const numbers: { [name in Names]?: number } = {};
  for (const [name, text] of Object.entries<string | undefined>(texts)) {
    if (text === undefined) continue;
    if (!/^\d+$/.test(text)) throw new UsageError(`Not a number: ${text}`);
    numbers[name as Names] = Number(text);
  }
  return numbers;
}

/**
 * Patterns of the operations that names stand for.
 *
 * @throws Error if a name stands for nothing
 */
const patternsOf = (document: Document, only: readonly string[] = []): string[] =>
  only.length === 0 ? [] : operationsNamed(document, only).map(endpointOf);

/** @throws UsageError where there is no such check */
function checkNames(excluded: readonly string[] = []): void {
  const names = checks.map(({ name }) => name);
  for (const name of excluded) {
    if (!names.includes(name)) {
      throw new UsageError(`Unknown check ${name}. Known checks: ${names.join(', ')}.`);
    }
  }
}

async function write(
  report: Report,
  artifact: string,
  places: Readonly<Record<'json' | 'markdown' | 'junit' | 'sarif', string | undefined>>,
): Promise<void> {
  const texts = {
    json: () => JSON.stringify(report, null, 2),
    markdown: () => markdownTable(report),
    junit: () => junitReport(report),
    sarif: () => JSON.stringify(sarifReport(report, artifact), null, 2),
  };
  for (const kind of ['json', 'markdown', 'junit', 'sarif'] as const) {
    const place = places[kind];
    if (place !== undefined) await writeFile(place, `${texts[kind]()}\n`);
  }
}
