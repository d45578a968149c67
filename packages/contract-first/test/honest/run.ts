/**
 * `pnpm test:honest`: verifies all honest servers. None may have a finding, and all operations must
 * be reached, except for those in `knownFaults.ts`; what is there and not reported fails as well.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { unexpectedIn } from './knownFaults.ts';
import { FRAMEWORKS, pairs } from './pairs.ts';
import { Unavailable } from './serving.ts';
import { verified } from './verifying.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`pnpm test:honest [--only NAME]

  --only NAME  Only this framework (${FRAMEWORKS.join(', ')}) or document; can be repeated`);
  process.exit(0);
}

const AT_ONCE = 2;
const chosen = pairs.filter(({ framework, document }) =>
  values.only.every((name) => [framework, document].includes(name)),
);
const queue = [...chosen];
const skipped = new Map<string, string>();
let passed = 0;
let failed = 0;

async function work(): Promise<void> {
  for (let pair = queue.shift(); pair; pair = queue.shift()) {
    const name = `${pair.framework} ${pair.document}`;
    try {
      const result = await verified(pair);
      const { unreached, requests, operations, seconds } = result;
      const unexpected = unexpectedIn(result);
      const isRight = unexpected.length === 0 && operations > 0;
      if (isRight) passed++;
      else failed++;
      console.log(
        `${isRight ? 'ok    ' : 'FAILED'} ${name}: ${operations - unreached.length} of ${operations} operations, ${requests} requests, ${seconds.toFixed(1)} s`,
      );
      for (const each of unexpected) console.log(`         ${each}`);
    } catch (error) {
      if (error instanceof Unavailable && process.env.CI !== 'true') {
        skipped.set(name, error.message.split('\n')[0] ?? '');
        continue;
      }
      failed++;
      console.log(`FAILED ${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work));
if (skipped.size > 0) {
  console.log('\nSKIPPED, since a language or a registry is missing here:');
  for (const [name, why] of skipped) console.log(`  ${name}: ${why}`);
}
console.log(`${passed} passed, ${failed} failed, ${skipped.size} skipped`);
if (failed > 0 || passed === 0) process.exitCode = 1;
