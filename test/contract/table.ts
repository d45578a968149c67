/** Verifies our server, and writes the table of operations and checks into `docs/proof.md`. */
import { markdownTable } from 'contract-first/verify';
import { writeTable } from '../../packages/contract-first/test/mutants/writeTable.ts';
import { buildServer } from '../../packages/server/build.ts';
import { verified } from './verified.ts';

await buildServer();
const report = await verified();
if (report.findings.length > 0) {
  console.error(report.findings);
  process.exitCode = 1;
} else {
  await writeTable('operations', markdownTable(report));
}
