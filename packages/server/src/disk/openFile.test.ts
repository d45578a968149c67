/** A pipe, socket or folder that has replaced a file is not read, and nothing blocks on it. */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compare } from '../dedupe/finding/compare.ts';
import { match } from '../dedupe/finding/matching.ts';
import { read } from '../dedupe/finding/reading.ts';
import { inspect, sampleOf } from '../organize/planning/inspect.ts';
import { DocumentReader } from '../search/documents.ts';
import { looksBinary } from '../search/text.ts';
import { copyFaithfully } from './faithfulCopy.ts';
import { stateOf } from './fileState.ts';
import { HOLDS_FOLDERS } from './heldFolder.ts';
import {
  handleQuietly,
  openBeneath,
  openQuietly,
  openQuietlyAgain,
  openQuietlyBeneath,
} from './openFile.ts';
import { STAMP_FIELDS, writeStamp } from './stamp.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'file-organizer-quietly-')));
  writeFileSync(join(root, 'file'), 'content');
});
afterEach(() => rmSync(root, { recursive: true }));

const place = () => join(root, 'other');
const stamped = () => {
  const stamps = new BigInt64Array(STAMP_FIELDS);
  writeStamp(stamps, 0, lstatSync(join(root, 'file'), { bigint: true }));
  return stamps;
};
const seen = () => ({
  ...{ path: '/other', name: 'other.jpg', accessedMs: 0 },
  state: stateOf(lstatSync(join(root, 'file'), { bigint: true })),
});
const closed = (descriptor: number): void => closeSync(descriptor);

/** Every way in which the server opens a user's file; each throws or returns nothing. */
const ways: Readonly<Record<string, () => unknown>> = {
  'to look at it': () => closed(openQuietly(place())),
  'to look at it, by its path': () => closed(openQuietlyBeneath(root, '/other')),
  'to look at it again': () => closed(openQuietlyAgain(place(), () => true)),
  'to look at it while others wait': async () => (await handleQuietly(place())).close(),
  'for a download': async () => (await openBeneath(root, '/other', false)).close(),
  'for the search index': async () => (await openBeneath(root, '/other', true)).close(),
  'to copy it to another file system': () => copyFaithfully(place(), join(root, 'copy')),
  'to sniff its kind and read its date': () =>
    inspect({ name: 'other.jpg', size: 7, place: place() }, { ownDate: true, sample: true }),
  'for a sample': () => {
    const text = { mediaType: 'text/plain', sniffed: false, size: 7 };
    if (sampleOf(() => openQuietlyBeneath(root, '/other'), text) === undefined) throw new Error();
  },
  'to see whether it is text': async () => {
    if (!(await looksBinary(root, '/other', true))) throw new Error();
  },
  'for its digest': () => {
    const task = { kind: 'read', root, paths: ['/other'], stamps: stamped(), most: 100 } as const;
    if (read(task).faults.length > 0) throw new Error();
  },
  'for its beginning': () => {
    const task = { kind: 'match', root, paths: '/other', stamps: stamped() } as const;
    if (match(task).faults.length > 0) throw new Error();
  },
  'to compare it': () => {
    const [kept, copy] = ['/file', '/other'].map((path) => ({
      path,
      version: seen().state.version,
    }));
    if (!kept || !copy) throw new TypeError();
    const found = compare({ kind: 'compare', root, kept, copy });
    if (found.result === 'unusable') throw new Error(found.code);
  },
  'for the text of a document': async () => {
    const reader = new DocumentReader();
    const document = { root, path: '/other', version: '', size: 7, format: 'pdf' } as const;
    await reader.read(document).finally(() => reader.close());
  },
};

describe.skipIf(process.platform === 'win32').each(Object.entries(ways))('opened %s', (_, use) => {
  it('a pipe is refused at once', async () => {
    expect(spawnSync('mkfifo', [place()]).status).toBe(0);
    await expect((async () => use())()).rejects.toThrow();
  });

  it('a pipe with a writer is refused', async () => {
    expect(spawnSync('mkfifo', [place()]).status).toBe(0);
    // A pipe opened for reading and writing does not block.
    const writer = await open(place(), 'r+');
    try {
      await writer.write('content');
      await expect((async () => use())()).rejects.toThrow();
    } finally {
      await writer.close();
    }
  });

  it('a folder is refused', async () => {
    mkdirSync(place());
    await expect((async () => use())()).rejects.toThrow();
  });

  it('a socket is refused', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(place(), resolve));
    try {
      await expect((async () => use())()).rejects.toThrow();
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

it.skipIf(!HOLDS_FOLDERS)('refused files are closed', () => {
  const before = readdirSync('/proc/self/fd').length;
  spawnSync('mkfifo', [place()]);
  for (let n = 0; n < 10; n++) {
    expect(() => openQuietly(place())).toThrow();
    expect(() => openQuietlyBeneath(root, '/other')).toThrow();
    expect(() => openQuietlyAgain(place(), () => true)).toThrow();
    expect(() => openQuietlyAgain(join(root, 'file'), () => false)).toThrow('ESTALE');
  }
  expect(readdirSync('/proc/self/fd').length).toBe(before);
});
