import { writeFile } from 'node:fs/promises';
import { type Change, compareContracts, type Level, levels } from '../diff/index.ts';
import { adviceOf, markdownOf } from '../diff/report/markdown.ts';
import { othersText, summaryOf, summaryText } from '../diff/report/summary.ts';
import { type LoadedDocument, shownFile } from '../document/index.ts';
import { oneLine } from '../text/printable.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, loadConfig } from './config.ts';
import { openDocument, overlayOption } from './document.ts';
import { explained, jsonOf } from './notices.ts';
import type { Terminal } from './terminal.ts';

/** Reports what a new document changes for clients. */
export const diff = defineCommand({
  summary: 'Reports which changes between two documents break clients',
  usage: 'contract diff <old> [new] [options]',
  details: `The new document defaults to that of the configuration. Each change has a level: breaking, warning
(clients may see other behaviour), compatible, or annotation (documentation only).

--overlay changes both documents: what a team changes in each version of a foreign document is no difference.
--old-overlay and --new-overlay change one of them, after --overlay.`,
  takes: 2,
  examples: [
    ['contract diff old.yaml openapi.yaml', 'What would break clients'],
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
    markdown: {
      type: 'string',
      value: 'FILE',
      description: 'Write the changes as Markdown, for a comment on a pull request',
    },
    overlay: { ...overlayOption.overlay, description: 'Overlay (1.0 or 1.1) for both documents' },
    'old-overlay': { ...overlayOption.overlay, description: 'Overlay for the old document' },
    'new-overlay': { ...overlayOption.overlay, description: 'Overlay for the new document' },
  },
  run: async ({ words: [old, given], values, terminal }) => {
    if (old === undefined) throw new UsageError('Name the old document');
    const limit = levelOf(values['fail-on'] ?? 'breaking');
    const after = documentOf(given, await loadConfig(values.config));
    const { overlay: both = [] } = values;
    const one = await openDocument(old, terminal, {
      overlays: [...both, ...(values['old-overlay'] ?? [])],
    });
    const other = await openDocument(after, terminal, {
      overlays: [...both, ...(values['new-overlay'] ?? [])],
    });
    const compared = await explained(other, () => compareContracts(one.document, other.document));
    const changes = compared.map((change) => located(change, one, other));
    if (values.markdown !== undefined) await writeFile(values.markdown, markdownOf(changes));
    if (values.json) {
      const notices = [...one.notices, ...other.notices].map(jsonOf);
      terminal.out(JSON.stringify({ summary: summaryOf(changes), changes, notices }, null, 2));
    } else {
      print(changes, values.all === true, terminal);
    }
    const isBad = changes.some(({ level }) => levels.indexOf(level) <= levels.indexOf(limit));
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

/** A change with the places that it has in the documents as they are written. */
type LocatedChange = Change & {
  /** `file:line` of `before` and `after`. */
  readonly beforeLine?: string;
  readonly afterLine?: string;
};

function located(change: Change, one: LoadedDocument, other: LoadedDocument): LocatedChange {
  const { before, after } = change;
  const [beforeLine, afterLine] = [lineOf(one, before), lineOf(other, after)];
  return {
    ...change,
    ...(before !== undefined && { before: one.sourceOf(before) }),
    ...(after !== undefined && { after: other.sourceOf(after) }),
    ...(beforeLine !== undefined && { beforeLine }),
    ...(afterLine !== undefined && { afterLine }),
  };
}

function lineOf(loaded: LoadedDocument, pointer: string | undefined): string | undefined {
  const place = pointer === undefined ? undefined : loaded.placeOf(pointer);
  return place && `${shownFile(place.file)}:${place.line}`;
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
  terminal.out(summaryText(summaryOf(changes)));
}
