/**
 * What a reader of a report has to know of what was not looked at.
 *
 * @module
 */
import type { BoundOperation } from '../contract/index.ts';
import { MOCK_HEADER } from '../contract/mockHeader.ts';
import type { Document } from '../document/model.ts';
import { isOpenedByConnection } from './cases/index.ts';
import { credentialsRequired } from './checks/credentials-required.ts';
import { listsClientError } from './checks/documented-status.ts';
import { checks } from './checks/index.ts';
import type { OperationOutcome } from './ledger.ts';
import { Matcher } from './matcher.ts';
import { listsSuccess } from './promisedSuccess.ts';
import type { Run } from './run.ts';

/** A run that has ended. */
type Ended = {
  readonly run: Run;
  /** The operations that were verified. */
  readonly chosen: readonly BoundOperation[];
  readonly url: string;
  readonly outcomes: readonly OperationOutcome[];
  readonly allowUnreached: Readonly<Record<string, string>>;
};

/** The notes of a report, each a sentence. */
export function notesOf({ run, chosen, url, outcomes, allowUnreached }: Ended): string[] {
  const those = (is: (operation: BoundOperation) => boolean) =>
    chosen.filter(is).map(({ id }) => id);
  const { ledger, refusedExamples, contract } = run;
  const refusals = [...ledger.unlistedRefusals].map(
    ([id, statuses]) => `${id} ${[...statuses].sort().join(', ')}`,
  );
  return [
    ...mockNotes(run),
    ...refusedExamples,
    ...listing(
      'No client error is documented, so the status of refusals was not checked',
      those((each) => !listsClientError(each)),
    ),
    ...listing('Refusals with undocumented statuses', refusals, '; '),
    ...listing(
      'No success is documented, so acceptance of valid requests was not checked',
      those((each) => !listsSuccess(each)),
    ),
    ...(run.isMade(credentialsRequired)
      ? [
          ...listing(
            'Credentials were not checked, since `--header` may contain them',
            those((each) => run.isOpenedByHeaders(each)),
          ),
          ...listing(
            'Credentials were not checked, since a client certificate belongs to the connection',
            those((each) => isOpenedByConnection(each, run.schemes)),
          ),
        ]
      : []),
    ...[...ledger.remarks].flatMap(([text, operations]) => listing(text, [...operations])),
    ...[...run.samples].map(
      ([what, { sent, of }]) => `Sampled: ${sent} of up to ${of} ${what} for each operation`,
    ),
    ...unneeded(outcomes, allowUnreached),
    ...basePathNote(contract.document, url, outcomes),
  ];
}

/** A note about things, if there are any. */
const listing = (note: string, things: readonly string[], separator = ', '): string[] =>
  things.length === 0 ? [] : [`${note}: ${things.join(separator)}`];

/** What is not looked at because the server says that it is a mock. */
function mockNotes({ omissions, ledger }: Run): string[] {
  const skipped = checks.filter(
    ({ skippedIf }) =>
      skippedIf !== undefined && skippedIf !== 'stateless' && omissions.has(skippedIf),
  );
  return [
    ...listing(
      `The server is a mock that does not simulate everything (\`${MOCK_HEADER}\`), so these checks were skipped`,
      [
        ...skipped.map(({ name }) => name),
        ...[...ledger.omitted].map(
          ([check, operations]) => `${check}: ${[...operations].join(', ')}`,
        ),
      ],
      '; ',
    ),
    ...(omissions.has('any-credentials')
      ? [
          `The server is a mock that accepts any credentials (\`${MOCK_HEADER}\`), so wrong ones were not tried`,
        ]
      : []),
  ];
}

/** A hint, if nothing was found at a URL without the path that the document's servers have. */
function basePathNote(
  { servers = [] }: Document,
  url: string,
  outcomes: readonly OperationOutcome[],
): string[] {
  // Without credentials, for example, no valid request is sent, and there is no status.
  const statuses = new Set(outcomes.flatMap(({ validStatuses }) => Object.keys(validStatuses)));
  const isLost = statuses.size === 1 && statuses.has('404');
  if (!isLost || outcomes.some(({ hasSucceeded }) => hasSucceeded)) return [];
  const [base] = servers.flatMap((server) => {
    const [, path = ''] =
      /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/[^/]*)?(\/.*?)\/?$/i.exec(server.url) ?? [];
    return path === '' || path.includes('{') || new URL(url).pathname.startsWith(path)
      ? []
      : [path];
  });
  return base === undefined
    ? []
    : [`The servers of the document have the path ${base}: try ${new URL(url).origin}${base}`];
}

/** Accepted exceptions that are of no use, so that none outlives its reason. */
function unneeded(
  outcomes: readonly OperationOutcome[],
  accepted: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(accepted).flatMap((pattern) => {
    const matcher = new Matcher([pattern]);
    const own = outcomes.filter(({ operation: id, method, path }) =>
      matcher.matches({ id, method, path }),
    );
    if (own.length === 0) return [`\`allowUnreached\` matches no operation: ${pattern}`];
    return own.every(({ hasSucceeded }) => hasSucceeded)
      ? [`\`allowUnreached\` is no longer needed for ${pattern}`]
      : [];
  });
}
