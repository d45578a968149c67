/** What each tool reports of each labelled change. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Case, cases, documentOfCase } from '../../src/diff/cases/index.ts';
import { compareContracts } from '../../src/diff/index.ts';
import type { Judgement, Tool } from './tools.ts';

export type Judged = {
  readonly one: Case;
  readonly ours: Judgement;
  readonly theirs: ReadonlyMap<Tool, Judgement>;
};

const AT_ONCE = 2;

/** Judgements by the documents that they are of and the tool, as kept in a file. */
type Kept = Record<string, Judgement>;

/**
 * Runs the tools on every change, two changes at a time.
 *
 * @param file keeps the judgements: those that it has of the same documents are not made again
 */
export async function judgeAll(tools: readonly Tool[], file?: string): Promise<Judged[]> {
  const kept: Kept =
    file && existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : ({} satisfies Kept);
  const folder = await mkdtemp(join(tmpdir(), 'bench-diff-'));
  const judged: Judged[] = [];
  const pending = [...cases.entries()];
  const worker = async (): Promise<void> => {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const [index, one] = next;
      const [before, after] = [JSON.stringify(one.before), JSON.stringify(one.after)];
      const files = [join(folder, `${index}-before.json`), join(folder, `${index}-after.json`)];
      const [oldFile = '', newFile = ''] = files;
      await writeFile(oldFile, before);
      await writeFile(newFile, after);
      const theirs = new Map<Tool, Judgement>();
      for (const tool of tools) {
        const key = `${tool.name} ${before} ${after}`;
        kept[key] ??= await tool.judge(oldFile, newFile);
        theirs.set(tool, kept[key]);
      }
      judged[index] = { one, ours: judgementOf(one), theirs };
      console.log(`${index + 1} of ${cases.length}: ${one.name}`);
      if (file && index % 20 === 0) await writeFile(file, JSON.stringify(kept));
    }
  };
  try {
    const outcomes = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
    if (file) await writeFile(file, JSON.stringify(kept));
    for (const each of outcomes) if (each.status === 'rejected') throw each.reason;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return judged;
}

function judgementOf({ before, after }: Case): Judgement {
  const changes = compareContracts(documentOfCase(before), documentOfCase(after));
  const isBreaking = changes.some(({ level }) => level === 'breaking');
  const lower = changes.length > 0 ? 'lower' : 'nothing';
  return {
    verdict: isBreaking ? 'breaking' : lower,
    ids: [...new Set(changes.map(({ rule }) => rule))],
  };
}
