import { printable } from '../../text/printable.ts';
import type { Report } from '../verify.ts';
import { cutsOf } from './incomplete.ts';

/**
 * A report in SARIF 2.1.0, which code hosts show next to the document.
 *
 * @param artifact the path of the document, relative to the repository
 */
export function sarifReport(report: Report, artifact: string): object {
  const { checks, findings, reach, cutShort } = report;
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'contract verify',
            rules: checks.map(({ name, promise }) => ({
              id: name,
              shortDescription: { text: promise },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: reach.isEnough && cutShort.length === 0,
            toolExecutionNotifications: incompleteTexts(report).map((text) => ({
              level: 'warning',
              message: { text: plain(text) },
            })),
          },
        ],
        results: findings.map(
          ({ operation, method, path, check, status, messages, curl, count, accepted }) => ({
            ruleId: check,
            level: 'error',
            message: { text: plain(`${operation} (${status}): ${messages.join('; ')}\n\n${curl}`) },
            locations: [
              {
                physicalLocation: { artifactLocation: { uri: uriOf(artifact) } },
                logicalLocations: [{ name: operation, fullyQualifiedName: `${method} ${path}` }],
              },
            ],
            partialFingerprints: { finding: `${operation} ${check} ${status}` },
            occurrenceCount: count,
            ...(accepted && {
              suppressions: [
                { kind: 'external', status: 'accepted', justification: plain(accepted.reason) },
              ],
            }),
          }),
        ),
      },
    ],
  };
}

/** Operations that were not reached, without those that are accepted, or not verified in full. */
const incompleteTexts = (report: Report): string[] =>
  report.operations.flatMap((outcome) => {
    const { operation, unreached } = outcome;
    return [
      ...(unreached && unreached.accepted === undefined
        ? [`${operation}: ${unreached.reason} ${unreached.remedy}`]
        : []),
      ...cutsOf(report, outcome).map(({ reason }) => `${operation}: ${reason}`),
    ];
  });

/** A text in which nothing is a link (SARIF 2.1.0, section 3.11.6). */
const plain = (text: string): string =>
  printable(text).replaceAll(/\[([^\][]*)\](?=\()/g, '\\[$1\\]');

/** A path as a relative reference (RFC 3986, section 4.2). */
const uriOf = (path: string): string =>
  path
    .split(/[\\/]/)
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join('/');
