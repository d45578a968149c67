/**
 * How a change travels: a contract that says something else, and a server that was not touched,
 * do not compile together.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocument } from 'contract-first/contract';
import { generateRoutes } from 'contract-first/generate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

// biome-ignore lint/suspicious/noExplicitAny: a document is changed in places that its type does not name
type Editable = any;

/** Each changes something of its own, so that one copy of the server has to do with all of them. */
const changes: Record<string, { change: (document: Editable) => void; complaint: RegExp }> = {
  'another status': {
    change: ({ paths }) => {
      const { responses } = paths['/api/v1/organize/scan'].post;
      responses['201'] = responses['202'];
      delete responses['202'];
    },
    complaint: /api\/organize\.ts.*202/s,
  },
  'one more header': {
    change: ({ paths }) => {
      const { headers } = paths['/api/v1/files/{file_id}'].get.responses['200'];
      headers['Last-Modified'] = { $ref: '#/components/headers/ETag' };
    },
    complaint: /api\/files\.ts.*Last-Modified/s,
  },
  'one more field': {
    change: ({ components }) => {
      components.schemas.Job.required.push('owner');
      components.schemas.Job.properties.owner = { type: 'string' };
    },
    complaint: /api\/jobs\.ts.*owner/s,
  },
  'a field of another type': {
    change: ({ components }) => {
      components.schemas.User.properties.username = { type: 'integer' };
    },
    complaint: /api\/users\.ts.*number/s,
  },
  'one more operation': {
    change: ({ paths }) => {
      paths['/api/v1/alive'] = structuredClone(paths['/api/v1/health']);
      paths['/api/v1/alive'].get.operationId = 'system.alive';
    },
    complaint: /compose\/app\.ts.*system\.alive/s,
  },
};

describe('a server after a change of the contract', () => {
  let scratch: string;
  let complaints: readonly string[];
  beforeAll(async () => {
    const document = await readDocument(
      new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
    );
    // Beside the real sources, so that what they import is found.
    scratch = await mkdtemp(join(root, 'packages/server/.change-'));
    for (const { change } of Object.values(changes)) change(document);
    await cp(join(root, 'packages/server/src'), scratch, { recursive: true });
    await generateRoutes(document, join(scratch, 'generated'));
    await writeFile(
      join(scratch, 'tsconfig.json'),
      JSON.stringify({ extends: '../../../tsconfig.json', include: ['compose/server.ts'] }),
    );
    complaints = (await typeCheck(scratch)).split(/\n(?=\S)/);
  }, 120_000);
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  // That it compiles with the contract as it is says the check of types.
  it.each(Object.entries(changes))('does not compile with %s', (_name, { complaint }) => {
    expect(complaints.filter((each) => complaint.test(each))).not.toEqual([]);
  });
});

/** What the compiler complains of; empty where it is content. */
function typeCheck(project: string): Promise<string> {
  const tsc = join(root, 'node_modules/typescript7/bin/tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '-p', project], (_error, stdout) => resolve(stdout));
  });
}
