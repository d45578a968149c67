import { compareContracts } from '../diff/index.ts';
import { oneLine } from '../text/printable.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, loadConfig } from './config.ts';
import { openDocument } from './document.ts';

/** Tells what a new document breaks. */
export const diff = defineCommand({
  summary: 'Tells which changes between two documents break those who use the API',
  usage: 'contract diff <old> [new] [options]',
  details:
    "Without a new document, the configuration's is compared. Ends with 1 where one is breaking.",
  takes: 2,
  options: {},
  run: async ({ words: [old, given], values, terminal }) => {
    if (old === undefined) throw new UsageError('Name the old document');
    const after = documentOf(given, await loadConfig(values.config));
    const [one, other] = [await openDocument(old, terminal), await openDocument(after, terminal)];
    const changes = compareContracts(one.document, other.document);
    const breaking = changes.filter(({ level }) => level === 'breaking');
    if (values.json) {
      terminal.out(JSON.stringify({ changes }, null, 2));
    } else {
      for (const { level, rule, where, message } of changes) {
        const mark =
          level === 'breaking'
            ? terminal.paint('red', '✗ breaking')
            : terminal.paint('green', '+ additive');
        terminal.out(
          `${mark}  ${oneLine(`${where}: ${message}`)} ${terminal.paint('dim', `(${rule})`)}`,
        );
      }
      terminal.out(`${breaking.length} breaking, ${changes.length - breaking.length} additive`);
    }
    return breaking.length === 0 ? EXIT.fine : EXIT.findings;
  },
});
