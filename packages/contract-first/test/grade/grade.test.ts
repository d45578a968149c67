/**
 * The suite itself: a small client written by hand passes every case, and the same client with faults
 * fails the cases that are about them. A case that none fails would prove nothing.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { thorough } from '../../../../test/support/thorough.ts';
import { capabilities } from '../../src/grade/case.ts';
import { type Grade, grade } from '../../src/grade/grade.ts';
import { selected, suite } from '../../src/grade/suite.ts';
import { faultsByGroup } from './support/faultsByGroup.ts';

const reference = join(import.meta.dirname, 'support/reference.ts');

/** Grades the reference client with faults. */
const gradeWith = (
  faults: readonly string[],
  groups: readonly string[] = [],
  patience = 8_000,
): Promise<Grade> =>
  grade(
    `GRADE_FAULTS=${faults.join(',')} exec '${process.execPath}' '${reference}'`,
    selected(groups),
    // Most of a case's time is waiting.
    { jobs: 12, patience },
  );

const failed = ({ groups }: Grade): string[] =>
  groups.flatMap(({ name, cases }) =>
    cases.filter(({ verdict }) => verdict === 'failed').map((each) => `${name}: ${each.name}`),
  );

const all = suite.flatMap(({ name, cases }) => cases.map((each) => `${name}: ${each.name}`));

describe('the suite', () => {
  it('has a name of its own for each case', () => {
    expect(new Set(all).size).toBe(all.length);
  });

  it('is passed by a correct client', { timeout: 120_000 }, async () => {
    const result = await gradeWith([], [], 20_000);
    expect(result.groups.flatMap(({ cases }) => cases.flatMap(({ faults }) => faults))).toEqual([]);
    expect(result.passed).toBe(all.length);
  });

  it('has no case that a client passes by doing nothing, by failing always, and carelessly', {
    timeout: 240_000,
  }, async () => {
    const grades = await Promise.all([
      gradeWith(['silent']),
      gradeWith(['refusing']),
      // A client that does nothing does nothing wrong either.
      gradeWith(
        ['dots', 'path-slash', 'injection', 'made-up', 'follow-all'],
        ['paths', 'headers', 'access'],
      ),
    ]);
    const missed = new Set(grades.flatMap(failed));
    expect(all.filter((each) => !missed.has(each))).toEqual([]);
  });
});

describe.concurrent.each(Object.entries(faultsByGroup))(
  'a client with faults in the group %s',
  (group, faults) => {
    const tried = thorough ? Object.keys(faults) : Object.keys(faults).slice(0, 2);
    it.concurrent.each(tried)('fails for the fault %s', { timeout: 120_000 }, async (fault) => {
      const cases = (faults[fault] ?? []).map((name) => `${group}: ${name}`);
      const names = failed(await gradeWith([fault], thorough ? [group] : cases));
      expect(names).toEqual(expect.arrayContaining(cases));
    });
  },
);

const page = await readFile(join(import.meta.dirname, '../../../../docs/guide/grading.md'), 'utf8');

it('is what the docs say', () => {
  expect(page).toContain(`${all.length} cases in ${suite.length} groups`);
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (.*?) +\|$/gm)].map(([, name, text]) => [
    name,
    text,
  ]);
  expect(rows).toEqual(expect.arrayContaining(Object.entries(capabilities)));
});

it('grades a client by the adapter of the docs', async () => {
  const [, adapter = ''] = /```js\n(\/\/ adapter\.mjs\n.*?)```/s.exec(page) ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'grade-docs-'));
  try {
    await writeFile(join(folder, 'adapter.mjs'), adapter);
    await writeFile(
      join(folder, 'client.mjs'),
      `export class Client {
        constructor(url) { this.url = url; }
        async getTree(id, { signal }) {
          const response = await fetch(this.url + '/trees/' + encodeURIComponent(id), { signal });
          const body = await response.json();
          if (!response.ok) throw Object.assign(new Error('failed'), { status: response.status, body });
          return body;
        }
      }`,
    );
    const cases = [
      'paths: escapes a slash',
      'aborts: ends a call that waits',
      'paths: escapes a comma',
    ];
    const { groups } = await grade(
      `exec '${process.execPath}' '${join(folder, 'adapter.mjs')}'`,
      selected(cases),
    );
    const verdicts = groups.flatMap((each) => each.cases.map(({ verdict }) => verdict));
    expect(verdicts).toEqual(['passed', 'failed', 'passed']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('covers each group with faults', () => {
  expect(Object.keys(faultsByGroup).sort()).toEqual(suite.map(({ name }) => name).sort());
});
