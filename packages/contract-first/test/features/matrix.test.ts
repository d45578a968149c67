/**
 * Every command handles or reports every feature of OpenAPI. `pnpm test:features` judges all of them;
 * without it a sample is judged, and the page is checked for the others.
 */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { commands } from './feature.ts';
import { features } from './index.ts';
import { judge } from './judge.ts';
import { markOf, marksIn } from './table.ts';

const isThorough = process.env.THOROUGH === 'true';
/** A prime, so that the sample has features of every kind. */
const STEP = 23;
const sample = features.filter((_, at) => isThorough || at % STEP === 0);
const page = await readFile(new URL('../../../../docs/features.md', import.meta.url), 'utf8');

describe('a feature', () => {
  it.each(sample)(
    'is handled or reported by each command: $id',
    { timeout: 120_000 },
    async (feature) => {
      const lost: string[] = [];
      const marks: string[] = [];
      for (const command of commands) {
        const cell = await judge(feature, command);
        marks.push(markOf(cell));
        if (cell.state === 'lost') lost.push(`${command}: ${cell.message}`);
      }
      expect(lost).toEqual([]);
      // Write the page with `node packages/contract-first/test/features/write.ts`.
      expect(marksIn(page, feature)).toEqual(marks);
    },
  );

  it('has a complete row in docs/features.md', () => {
    for (const feature of features) {
      const marks = marksIn(page, feature) ?? [];
      expect([feature.id, marks.length]).toEqual([feature.id, commands.length]);
      expect([feature.id, marks.filter((mark) => !['✓', '–', '!', '✗'].includes(mark))]).toEqual([
        feature.id,
        [],
      ]);
    }
  });
});

it('feature names are unique', () => {
  expect(new Set(features.map(({ id }) => id)).size).toBe(features.length);
});
