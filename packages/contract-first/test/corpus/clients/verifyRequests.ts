/**
 * Tries the judge on requests of another writer: those of `contract verify`, which servers of all documents of
 * `pnpm test:corpus` accept.
 *
 * @module
 */
import { Contract } from 'contract-first/contract';
import { loadDocument } from 'contract-first/document';
import { Values } from 'contract-first/schema';
import { bodyTypes, validInputs } from '../../../src/verify/inputs.ts';
import { Pool } from '../../../src/verify/pool.ts';
import { toWire } from '../../../src/verify/wire.ts';
import type { Sample } from '../sample.ts';
import { Judge } from './judge.ts';

/** The requests that the judge refuses, with its reasons. */
export async function refusedOf(samples: readonly Sample[]): Promise<string[]> {
  const refused: string[] = [];
  for (const { name, file } of samples) {
    const { document } = await loadDocument(file);
    const contract = new Contract(document);
    const values = new Values(document, 1, 'request');
    const pool = new Pool(contract, values.random);
    const judge = new Judge(document);
    for (const operation of contract.operations.values()) {
      const manner = { byExample: false, optional: 0.5 };
      for (const type of new Set([undefined, ...bodyTypes(operation)])) {
        const given = validInputs(operation, { document, values, pool, given: {} }, manner, type);
        const wire = toWire(document, operation, given);
        if (!wire) continue;
        const headers = Object.entries(wire.headers).map(([key, text]) => [
          key.toLowerCase(),
          text,
        ]);
        const { method, target, body } = wire;
        const faults = await judge.judge(
          { operation, given, basePath: '', credentials: {} },
          { method, target, headers: Object.fromEntries(headers), body: Buffer.from(body ?? '') },
        );
        refused.push(
          ...faults
            // `verify` leaves conditions to checks of their own.
            .filter(({ text }) => !/^(if-|range)/i.test(text))
            .map(({ kind, text }) => `${name} ${operation.id}: ${kind}: ${text}`),
        );
      }
    }
  }
  return refused;
}
