/** `contract verify` on a server in another language, made from the same document. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Report } from 'contract-first/verify';
import { describe, expect, it } from 'vitest';
import { bookshopDocument, verifyBookshop } from './judges.ts';

const program = fileURLToPath(new URL('bookshop.py', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython && process.env.CI !== 'true') {
  console.warn('Skipped: the server in Python, since there is no python3 here');
}

/** The faults that the server can be given, and the check that sees each. */
const faults: Readonly<Record<string, string>> = {
  'needs no credentials': 'credentials-required',
  'ignores scopes': 'scope-required',
  'accepts a title of 101 characters': 'invalid-refused',
  'sends a malformed date': 'body-schema',
  'adds a field in a list': 'undeclared-content',
  'answers 405 without Allow': 'method-refused',
  'shows a traceback': 'no-leak',
  'ignores the idempotency key': 'idempotency',
  'deletes nothing': 'deleted-gone',
};

async function reportOn(fault: string): Promise<Report> {
  const child: ChildProcess = spawn('python3', [program, fault], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(child.stdout ?? child, 'data');
    return await verifyBookshop(await bookshopDocument(), String(line).trim());
  } finally {
    child.kill();
  }
}

describe.skipIf(!hasPython && process.env.CI !== 'true')(
  'a server in Python',
  { timeout: 120_000 },
  () => {
    it('has no finding if it is correct', async () => {
      const { findings, operations } = await reportOn('');
      expect(findings).toEqual([]);
      expect(operations.filter(({ hasSucceeded }) => !hasSucceeded)).toEqual([]);
    });

    it.each(Object.entries(faults))('is caught if it %s', async (fault, check) => {
      const { findings } = await reportOn(fault);
      expect(findings.map((each) => each.check)).toContain(check);
    });
  },
);
