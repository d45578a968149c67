/**
 * How a change travels: a contract that says something else, and a server that was not touched,
 * do not compile together.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateRoutes } from '@file-organizer/toolkit/codegen';
import { readDocument } from '@file-organizer/toolkit/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

// biome-ignore lint/suspicious/noExplicitAny: a document is changed in places that its type does not name
type Editable = any;

const changes: Record<string, { change: (document: Editable) => void; complaint: RegExp }> = {
  'another status': {
    change: ({ paths }) => {
      const { responses } = paths['/api/v1/organize/scan'].post;
      responses['201'] = responses['202'];
      delete responses['202'];
    },
    complaint: /api\/organize\.ts/,
  },
  'one more header': {
    change: ({ paths }) => {
      const { headers } = paths['/api/v1/files/{file_id}'].get.responses['200'];
      headers['Last-Modified'] = { $ref: '#/components/headers/ETag' };
    },
    complaint: /api\/files\.ts/,
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
      components.schemas.File.properties.size = { type: 'string' };
    },
    complaint: /api\/files\.ts.*number/s,
  },
  'one more operation': {
    change: ({ paths }) => {
      paths['/api/v1/alive'] = structuredClone(paths['/api/v1/health']);
      paths['/api/v1/alive'].get.operationId = 'system.alive';
    },
    complaint: /server\.ts.*system\.alive/s,
  },
};

describe('a server that was not touched', () => {
  let scratch: string;
  let complaints: readonly string[];
  beforeAll(async () => {
    const document = await readDocument(
      new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
    );
    // Beside the real sources, so that what they import is found.
    scratch = await mkdtemp(join(root, 'packages/server/.change-'));
    for (const [name, { change }] of Object.entries({ ...changes, 'the same': unchanged })) {
      const changed = structuredClone(document);
      change(changed);
      await cp(join(root, 'packages/server/src'), join(scratch, name), { recursive: true });
      await generateRoutes(changed, join(scratch, name, 'generated'));
    }
    await writeFile(
      join(scratch, 'tsconfig.json'),
      JSON.stringify({ extends: '../../../tsconfig.json', include: ['*/server.ts'] }),
    );
    complaints = (await typeCheck(scratch)).split(/\n(?=\S)/);
  }, 120_000);
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it.each(Object.entries(changes))('does not compile with %s', (name, { complaint }) => {
    expect(complaints.filter((each) => each.includes(`${name}/`)).join('\n')).toMatch(complaint);
  });

  it('compiles with the contract as it is', () => {
    expect(complaints.filter((each) => each.includes('the same/'))).toEqual([]);
  });
});

const unchanged: { change: (document: Editable) => void } = { change: () => {} };

/** What the compiler complains of; empty where it is content. */
function typeCheck(project: string): Promise<string> {
  const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '-p', project], (_error, stdout) => resolve(stdout));
  });
}
