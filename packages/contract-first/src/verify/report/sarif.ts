import { printable } from '../../text/printable.ts';
import type { Report } from '../verify.ts';

/**
 * A report in SARIF 2.1.0, which code hosts show beside the document.
 *
 * @param artifact the path of the document, relative to the repository
 */
export function sarifReport({ checks, findings }: Report, artifact: string): object {
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
        results: findings.map(
          ({ operation, method, path, check, status, messages, curl, count }) => ({
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
          }),
        ),
      },
    ],
  };
}

/** A text in which nothing is a link (SARIF 2.1.0, section 3.11.6). */
const plain = (text: string): string =>
  printable(text).replaceAll(/\[([^\][]*)\](?=\()/g, '\\[$1\\]');

/** A path as a relative reference (RFC 3986, section 4.2). */
const uriOf = (path: string): string =>
  path
    .split(/[\\/]/)
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join('/');
