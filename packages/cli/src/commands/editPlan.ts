/**
 * Changes a plan in the user's editor: a line for each move, which can be deleted to leave the move out, or get
 * another destination.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change, PlanChange } from '@file-organizer/client';
import type { Connected } from '../connection/connect.ts';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { printable } from '../terminal/printable.ts';
import { type Plan, planOf } from './plan.ts';

const EXPLANATION = `# Each line is a move: number, destination, and after "<-" the file.
# Delete a line to leave its file in place. Change the destination to move it elsewhere.
# Destinations are paths of the library; one without a first slash is in the folder that is organized,
# and one with a last slash is a folder for the file. Text in double quotes is JSON.
`;

/** Number, destination as it is or as JSON, and the file, which is only read by people. */
const LINE = /^\s*(\d+)\s+("(?:[^"\\]|\\.)*"|.*?)(?:\s*<-.*)?$/;

/** The most changes of one request. */
const BATCH = 1000;

/** A plan as a text that is edited, and the moves that its lines stand for. */
export type Draft = { readonly text: string; readonly moves: readonly Change[] };

export function draftOf({ changes }: Plan): Draft {
  const moves = changes.filter(({ status }) => status === 'planned');
  return { text: planText(moves), moves };
}

/**
 * The draft as the user has saved it.
 *
 * @throws Failure if the editor fails
 */
export const editDraft = async (context: Context, draft: Draft): Promise<Draft> => ({
  ...draft,
  text: await edited(context, draft.text),
});

/**
 * Changes a plan as an edited draft says.
 *
 * @returns the plan as it is afterwards
 * @throws Failure for a line that cannot be read; the plan has not changed then
 * @throws FileOrganizerError if the server refuses a destination
 */
export async function applyDraft(
  { client }: Connected,
  { job }: Plan,
  draft: Draft,
): Promise<Plan> {
  const changes = changesIn(draft.text, draft.moves, job.path);
  for (let at = 0; at < changes.length; at += BATCH) {
    await client.organize.changePlan(job.jobId, { changes: changes.slice(at, at + BATCH) });
  }
  return planOf(client, job);
}

/** As it is, unless it could be read in another way. */
const written = (path: string): string =>
  printable(path) === path && !path.includes('<-') && !path.startsWith('"') && path.trim() === path
    ? path
    : JSON.stringify(path);

const lineOf = ({ from, to }: Change, index: number): string =>
  `${index + 1}\t${written(to)}\t<- ${printable(from)}\n`;

/** The plan as a text to edit. */
export const planText = (moves: readonly Change[]): string =>
  EXPLANATION + moves.map(lineOf).join('');

/**
 * @param folder the folder that is organized, which destinations without a first slash are in
 * @returns what the text changes about the moves
 * @throws Failure for a line that cannot be read
 */
export function changesIn(text: string, moves: readonly Change[], folder: string): PlanChange[] {
  const destinations = new Map<number, string>();
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, number = '', destination = ''] = LINE.exec(line) ?? [];
    const move = moves[Number(number) - 1];
    if (!move) throw new Failure(`Unknown line in the plan: "${line}"`);
    destinations.set(Number(number) - 1, destinationOf(pathIn(destination), move, folder));
  }
  return moves.flatMap(({ from, to }, index): PlanChange[] => {
    const destination = destinations.get(index);
    if (destination === undefined) return [{ from, excluded: true }];
    return destination === to ? [] : [{ from, to: destination }];
  });
}

/** With a last slash, it is a folder for the file. */
function destinationOf(path: string, { to }: Change, folder: string): string {
  const whole = path.startsWith('/') ? path : `${folder === '/' ? '' : folder}/${path}`;
  return whole.endsWith('/') ? whole + to.slice(to.lastIndexOf('/') + 1) : whole;
}

function pathIn(written: string): string {
  const text = written.trim();
  if (text === '')
    throw new Failure('A move in the plan has no destination. Delete its line to leave it out.');
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    throw new Failure(`Invalid JSON in the plan: ${text}`);
  }
}

/** A text as the user has saved it in `$VISUAL` or `$EDITOR`. */
async function edited({ terminal, output }: Context, text: string): Promise<string> {
  const editor = terminal.env.VISUAL || terminal.env.EDITOR || 'vi';
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-plan-'));
  try {
    const path = join(folder, 'plan.txt');
    await writeFile(path, text, { mode: 0o600 });
    output.clearProgress();
    // The variable may have arguments, such as `code --wait`.
    const shell = process.platform === 'win32' ? [`${editor} "${path}"`] : [`${editor} "$1"`];
    const child =
      process.platform === 'win32'
        ? spawn(shell[0] ?? '', { stdio: 'inherit', shell: true })
        : spawn('sh', ['-c', ...shell, 'sh', path], { stdio: 'inherit' });
    const [code] = await once(child, 'close');
    if (code !== 0)
      throw new Failure(`The editor "${editor}" failed. Name another one with EDITOR.`);
    return await readFile(path, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}
