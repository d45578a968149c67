import { writeFile } from 'node:fs/promises';
import { type Level, levels } from '../diff/index.ts';
import { adviceOf, markdownOf } from '../diff/report/markdown.ts';
import { sarifReport } from '../diff/report/sarif.ts';
import { othersText, summaryOf, summaryText } from '../diff/report/summary.ts';
import { oneLine } from '../text/printable.ts';
import { acceptedOption } from './accepted.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { acceptedChanges, compareSides, type LocatedChange } from './comparing.ts';
import { loadConfig } from './config.ts';
import { overlayOption } from './document.ts';
import { jsonOf } from './notices.ts';
import { sidesOf } from './revisions.ts';
import type { Terminal } from './terminal.ts';

/** Reports what a new document changes for clients. */
export const diff = defineCommand({
  summary: 'Reports which changes between two documents break clients',
  usage:
    'contract diff <old> [new] [options]\n       contract diff <revisions> [document] [options]',
  details: `The old document is a file, a URL, or a file in a git revision (main:openapi.yaml). With \`old..new\`, the
document is compared between two revisions; \`old...new\` compares with their last common commit, and one revision
(HEAD~1) with the file of the working tree. The new document, or the document in the revisions, defaults to that of
the configuration. Each change has a level: breaking, warning (clients may see other behaviour), compatible, or
annotation (documentation only).

--overlay changes both documents: what a team changes in each version of a foreign document is no difference.
--old-overlay and --new-overlay change one of them, after --overlay.

Accepted changes are listed under \`diff\` in contract.accepted.yaml, or in the file of --accepted:
[{ rule, place, reason, until }]. They do not fail the command until the date \`until\`.`,
  takes: 2,
  examples: [
    ['contract diff old.yaml openapi.yaml', 'What would break clients'],
    ['contract diff main...HEAD openapi.yaml', 'What a branch changes'],
    ['contract diff HEAD openapi.yaml', 'What is not committed yet'],
    ['contract diff old.yaml openapi.yaml --fail-on warning', 'Stricter, for CI'],
    [
      'contract diff openapi.yaml openapi.yaml --new-overlay changes.yaml',
      'What an overlay changes',
    ],
  ],
  options: {
    'fail-on': {
      type: 'string',
      value: 'LEVEL',
      description: 'Exit with 1 on changes of this level or worse (default: `breaking`)',
    },
    all: { type: 'boolean', description: 'Also list documentation changes' },
    ...acceptedOption,
    markdown: {
      type: 'string',
      value: 'FILE',
      description: 'Write the changes as Markdown, for a comment on a pull request',
    },
    sarif: {
      type: 'string',
      value: 'FILE',
      description: 'Write the changes as SARIF 2.1.0, for code scanning',
    },
    overlay: { ...overlayOption.overlay, description: 'Overlay (1.0 or 1.1) for both documents' },
    'old-overlay': { ...overlayOption.overlay, description: 'Overlay for the old document' },
    'new-overlay': { ...overlayOption.overlay, description: 'Overlay for the new document' },
  },
  run: async ({ words: [first, second], values, terminal }) => {
    if (first === undefined) throw new UsageError('Missing old document or revisions');
    const limit = levelOf(values['fail-on'] ?? 'breaking');
    const config = await loadConfig(values.config);
    const exceptions = await acceptedChanges(config, values.accepted);
    const sides = await sidesOf(first, second, config?.document);
    const { overlay: both = [] } = values;
    const { changes, placeOf, notices, acceptance } = await compareSides(sides, terminal, {
      exceptions,
      overlays: {
        before: [...both, ...(values['old-overlay'] ?? [])],
        after: [...both, ...(values['new-overlay'] ?? [])],
      },
    });
    const open = changes.filter(({ accepted }) => !accepted);
    const accepted = changes.flatMap((change) =>
      change.accepted ? [{ change, ...change.accepted }] : [],
    );
    if (values.markdown !== undefined) {
      await writeFile(values.markdown, markdownOf(open, accepted, acceptance.lines));
    }
    if (values.sarif !== undefined) {
      const reported = changes.map((change) => ({
        ...change,
        shownAt: placeOf(change),
        acceptedFor: change.accepted?.reason,
      }));
      await writeFile(values.sarif, `${JSON.stringify(sarifReport(reported), null, 2)}\n`);
    }
    if (values.json) {
      const summary = {
        ...summaryOf(open),
        ...(accepted.length > 0 && { accepted: accepted.length }),
      };
      const { expired, unused } = acceptance;
      const result = {
        summary,
        changes,
        ...(acceptance.hasExceptions && { exceptions: { expired, unused } }),
        notices: notices.map(jsonOf),
      };
      terminal.out(JSON.stringify(result, null, 2));
    } else {
      print(open, values.all === true, terminal);
      for (const { change, reason, until } of accepted) {
        const text = `${change.where}: ${change.message}`;
        terminal.out(
          terminal.paint('dim', oneLine(`  accepted until ${until}  ${text} (${reason})`)),
        );
      }
      const count = accepted.length > 0 ? `, ${accepted.length} accepted` : '';
      terminal.out(`${summaryText(summaryOf(open))}${count}`);
      for (const line of acceptance.lines) terminal.out(terminal.paint('yellow', oneLine(line)));
    }
    const isBad = open.some(({ level }) => levels.indexOf(level) <= levels.indexOf(limit));
    return isBad ? EXIT.findings : EXIT.fine;
  },
});

function levelOf(given: string): Level {
  const level = levels.find((each) => each === given);
  if (level === undefined) {
    throw new UsageError(`Unknown level "${given}": use ${levels.join(', ')}`);
  }
  return level;
}

const marks: Readonly<
  Record<Level, readonly [style: 'red' | 'yellow' | 'green' | 'dim', text: string]>
> = {
  breaking: ['red', '✗ breaking'],
  warning: ['yellow', '! warning'],
  compatible: ['green', '+ compatible'],
  annotation: ['dim', '  annotation'],
};

function print(changes: readonly LocatedChange[], isAll: boolean, terminal: Terminal): void {
  for (const change of changes) {
    const { level, rule, where, message } = change;
    if (level === 'annotation' && !isAll) continue;
    const [style, mark] = marks[level];
    const others = othersText(change);
    terminal.out(
      `${terminal.paint(style, mark)}  ${oneLine(`${where}: ${message}`)} ${terminal.paint('dim', `(${rule})`)}`,
    );
    const place = change.after ?? change.before;
    const line = change.after === undefined ? change.beforeLine : change.afterLine;
    const notes = [
      ...(place ? [`at ${line === undefined ? '' : `${line} `}${place}`] : []),
      ...(others ? [others] : []),
    ];
    if (level === 'breaking' || level === 'warning') {
      const advice = adviceOf(change);
      terminal.out(terminal.paint('dim', `    ${oneLine(notes.join(', '))}`));
      if (advice) terminal.out(terminal.paint('dim', `    → ${oneLine(advice)}`));
    } else if (others) terminal.out(terminal.paint('dim', `    ${oneLine(others)}`));
  }
}
