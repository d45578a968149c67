/** Inspects files like `inspector.worker.ts`, but misbehaves for some names. */
import { parentPort } from 'node:worker_threads';
import { READY } from '../../../process/endableThread.ts';
import type { InspectedFile, InspectorMessage, InspectRequest } from '../inspector.ts';

const say = (message: InspectorMessage) => parentPort?.postMessage(message);

const harm: Readonly<Record<string, () => void>> = {
  spins: () => {
    for (;;);
  },
  /** A pattern that backtracks inside the regular expression engine. */
  backtracks: () => void /^(a+)+$/.test(`${'a'.repeat(60)}b`),
  grows: () => {
    for (const all: string[][] = []; ; ) all.push(Array.from({ length: 10_000 }, String));
  },
  throws: () => {
    throw new TypeError('a mistake');
  },
  exits: () => process.exit(1),
};

parentPort?.on('message', ({ files }: InspectRequest) => {
  const inspected = files.map(({ name }): InspectedFile => {
    harm[name]?.();
    const kind = { mediaType: 'text/plain', type: 'document', sniffed: true } as const;
    return { content: { ...kind, ownDate: undefined } };
  });
  say({ inspected });
});
say(READY);
