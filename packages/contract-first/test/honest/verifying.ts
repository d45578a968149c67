/**
 * Runs `contract verify` on an honest server, as its developers would.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { typedAsProcess } from '../../src/cli/testing/typed.ts';
import type { Report } from '../../src/verify/index.ts';
import { basePaths, emittedBy, type Framework, fileOf, type Pair } from './pairs.ts';
import { type Served, serve } from './serving.ts';

/** What was said of a server. */
export type Verified = {
  readonly pair: Pair;
  readonly requests: number;
  readonly seconds: number;
  /** `check operation: message`, once each. */
  readonly findings: readonly string[];
  readonly unreached: readonly string[];
  readonly operations: number;
};

/**
 * Starts the server of a pair, verifies it, and stops it.
 *
 * @param contract runs the command in a folder
 * @throws Unavailable if the language or a registry is missing here
 * @throws Error if the server does not start or the command cannot run
 */
export async function verified(pair: Pair, contract = typedAsProcess): Promise<Verified> {
  const served = await serve(pair);
  try {
    return { pair, ...summaryOf(await reportOn(pair, served, contract)) };
  } finally {
    await served.stop();
  }
}

async function reportOn(
  { framework, document }: Pair,
  { url, folder }: Served,
  contract: typeof typedAsProcess,
): Promise<Report> {
  const base = framework === 'kit' || framework === 'mock' ? '' : (basePaths[document] ?? '');
  const args = ['verify', url + base, '--json'];
  const emitted = emittedBy[document];
  if (framework !== 'kit') {
    await writeFile(join(folder, 'contract.config.ts'), configOf(framework, document, url));
    if (emitted !== undefined) {
      const text = await (await fetch(url + emitted)).text();
      await writeFile(join(folder, 'openapi.json'), text);
      args.push('--document', 'openapi.json');
    } else args.push('--document', fileOf(document));
  }
  const { code, out, note } = await contract(folder, ...args);
  if (!out.startsWith('{')) throw new Error(`contract verify ended with ${code}: ${note}${out}`);
  return JSON.parse(out);
}

/** A mock takes any; by the names of the schemes of all documents. */
const anyCredentials = JSON.stringify(
  Object.fromEntries(
    ['appid', 'basic', 'basicAuth', 'oauth', 'session', 'token'].map((name) => [name, 'any:any']),
  ),
);

/** A configuration as a team would have it. */
function configOf(framework: Framework, document: string, url: string): string {
  const entry = JSON.stringify(document in emittedBy ? 'openapi.json' : fileOf(document));
  const verify =
    framework === 'mock'
      ? `{ credentials: ${anyCredentials} }`
      : `settingsOf(${JSON.stringify(document)}, ${JSON.stringify(url)})`;
  return `import { settingsOf } from '../pairs.ts';

export default { document: ${entry}, generate: {}, verify: ${verify} };
`;
}

function summaryOf({ requests, seconds, findings, operations }: Report): Omit<Verified, 'pair'> {
  return {
    requests,
    seconds,
    findings: [
      ...new Set(
        findings.map(
          ({ check, operation, messages }) => `${check} ${operation}: ${messages.join('; ')}`,
        ),
      ),
    ],
    unreached: operations
      .filter(({ hasSucceeded }) => !hasSucceeded)
      .map(({ operation }) => operation),
    operations: operations.length,
  };
}
