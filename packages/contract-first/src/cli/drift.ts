import { writeFile } from 'node:fs/promises';
import { shownFile } from '../document/index.ts';
import { compareTraffic, type DriftFinding, openRules } from '../drift/index.ts';
import { markdownOf, sarifReport, textLines } from '../drift/report.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, loadConfig } from './config.ts';
import { openDocument, overlayOption } from './document.ts';
import { explained, jsonOf } from './notices.ts';
import { repositoryPaths } from './repositoryPaths.ts';

/** Compares recorded traffic with the document. */
export const drift = defineCommand({
  summary: 'Reports how recorded traffic differs from the document',
  usage: 'contract drift <traffic.har>… [document] [options]',
  details: `It matches each exchange of HAR 1.2 recordings (from \`contract mock --record\`, a browser or a proxy) to an operation, and
reports what the document does not say: operations, statuses, media types, fields and parameters, and bodies that do
not match. Traffic to other servers than those of the document is left out; on localhost, all of it counts. Of the
recording, a report has methods, statuses, media types, the origins of other servers, and names of fields and
parameters that look like words. An undocumented path has its first word and the segments that paths of the document have; others are \`*\`.`,
  takes: Number.POSITIVE_INFINITY,
  examples: [
    ['contract drift traffic.har openapi.yaml', 'What the document does not say'],
    [
      'contract drift traffic.har openapi.yaml --server https://staging.example.com/v1',
      'For another server than those of the document',
    ],
  ],
  options: {
    server: {
      type: 'string',
      value: 'URL',
      multiple: true,
      description:
        'Server whose traffic is judged, with its base path (default: those of the document)',
    },
    'undocumented-fields': {
      type: 'string',
      value: 'HOW',
      description:
        'Fields and query parameters without documentation: report (default), fail or ignore',
    },
    markdown: {
      type: 'string',
      value: 'FILE',
      description: 'Write the report as Markdown, for a comment on a pull request',
    },
    sarif: {
      type: 'string',
      value: 'FILE',
      description: 'Write the report as SARIF 2.1.0, for code scanning',
    },
    ...overlayOption,
  },
  run: async ({ words, values, terminal }) => {
    const { recordings, given } = sourcesIn(words);
    const how = howOf(values['undocumented-fields'] ?? 'report');
    const { server: servers = [] } = values;
    for (const each of servers) {
      if (!/^https?:\/\//i.test(each)) throw new UsageError(`Invalid URL: ${each}`);
    }
    const document = documentOf(given, await loadConfig(values.config));
    const loaded = await openDocument(document, terminal, { overlays: values.overlay });
    terminal.progress(`Reading ${recordings.join(', ')} …`);
    const all = await explained(loaded, () => compareTraffic(loaded.document, recordings, servers));
    terminal.progress('');
    const isOpen = ({ rule }: DriftFinding) => openRules.includes(rule);
    const findings = how === 'ignore' ? all.findings.filter((each) => !isOpen(each)) : all.findings;
    const report = { ...all, findings };
    const shown = {
      fails: (finding: DriftFinding) => how === 'fail' || !isOpen(finding),
      placeOf: ({ pointer }: DriftFinding) => {
        const place = pointer === undefined ? undefined : loaded.placeOf(pointer);
        return place
          ? { file: shownFile(place.file), line: place.line, column: place.column }
          : { file: shownFile(document), line: 1, column: 1 };
      },
    };
    if (report.judged === 0 && findings.length === 0)
      throw new Error(nothingJudged(report, recordings));
    if (values.markdown !== undefined) await writeFile(values.markdown, markdownOf(report, shown));
    if (values.sarif !== undefined) {
      const pathOf = await repositoryPaths(document);
      const placeOf = (finding: DriftFinding) => {
        const place = finding.pointer === undefined ? undefined : loaded.placeOf(finding.pointer);
        const { file = document, line = 1, column = 1 } = place ?? {};
        return { file: pathOf(file), line, column };
      };
      const sarif = sarifReport(report, { ...shown, placeOf });
      await writeFile(values.sarif, `${JSON.stringify(sarif, null, 2)}\n`);
    }
    if (values.json) {
      const located = findings.map(({ pointer, ...finding }) => ({
        ...finding,
        isFailure: shown.fails(finding),
        ...shown.placeOf({ ...finding, ...(pointer !== undefined && { pointer }) }),
        ...(pointer !== undefined && { pointer: loaded.sourceOf(pointer) }),
      }));
      const result = { ...report, findings: located, notices: loaded.notices.map(jsonOf) };
      terminal.out(JSON.stringify(result, null, 2));
    } else {
      for (const line of textLines(report, shown, terminal.paint)) terminal.out(line);
    }
    return findings.some(shown.fails) ? EXIT.findings : EXIT.fine;
  },
});

/**
 * Which words are recordings, and which one is the document: without the ending `.har`, the first one is a
 * recording.
 */
function sourcesIn(words: readonly string[]): {
  readonly recordings: readonly string[];
  readonly given: string | undefined;
} {
  const named = words.filter((each) => /\.har$/i.test(each));
  const recordings = named.length > 0 ? named : words.slice(0, 1);
  const [given, extra] = words.filter((each) => !recordings.includes(each));
  if (recordings.length === 0) throw new UsageError('Name a recording, such as traffic.har');
  if (extra !== undefined) {
    throw new UsageError(
      `Unexpected argument: "${extra}". Recordings end in .har, and one document is compared`,
    );
  }
  return { recordings, given };
}

function howOf(given: string): 'report' | 'fail' | 'ignore' {
  if (given === 'report' || given === 'fail' || given === 'ignore') return given;
  throw new UsageError(
    `Unknown value "${given}" of --undocumented-fields: use report, fail or ignore`,
  );
}

/** Why a recording says nothing about the document. */
function nothingJudged(
  {
    exchanges,
    matched,
    otherServers,
  }: { exchanges: number; matched: number; otherServers: Readonly<Record<string, number>> },
  recordings: readonly string[],
): string {
  const traffic = recordings.join(', ');
  if (matched > 0)
    return `None of the ${matched} exchanges in ${traffic} that belong to an operation has a response.`;
  const origins = Object.keys(otherServers);
  const remedy =
    origins.length > 0
      ? ` It has traffic of ${origins.slice(0, 5).join(', ')}: name the server with --server.`
      : '';
  return `None of the ${exchanges} exchanges in ${traffic} is for an operation of the document.${remedy}`;
}
