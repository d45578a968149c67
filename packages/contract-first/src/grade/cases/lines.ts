import type { Case, Group, Iterated, Piece } from '../case.ts';
import { base64, failure } from './shape.ts';

const ns = (...numbers: readonly number[]) => numbers.map((n) => ({ n }));
const jsonl = { 'content-type': 'application/jsonl' } as const;

const reads = (
  name: string,
  why: string,
  pieces: readonly Piece[],
  items: readonly unknown[],
  more: Partial<Iterated> = {},
): Case => ({
  name,
  why,
  needs: ['lines'],
  server: [{ headers: jsonl, pieces }],
  steps: [{ do: 'iterate', operation: 'readLines', over: 'lines', expect: { items, ...more } }],
});

const tree = Buffer.from('{"n":1,"text":"🌳"}\n');
const half = Buffer.from('{"n":1,"text":"').length + 2;

export const lines: Group = {
  name: 'lines',
  about: 'JSON Lines',
  cases: [
    reads('reads a value per line', 'nothing works without it', ['{"n":1}\n{"n":2}\n'], ns(1, 2)),
    reads(
      'reads a last line without its end',
      'many servers leave it out',
      ['{"n":1}\n{"n":2}'],
      ns(1, 2),
    ),
    reads(
      'reads lines that end with CRLF',
      'the format allows it',
      ['{"n":1}\r\n{"n":2}\r\n'],
      ns(1, 2),
    ),
    reads(
      'ignores empty lines',
      'servers send them to keep connections open',
      ['{"n":1}\n\n\n{"n":2}\n\n'],
      ns(1, 2),
    ),
    reads(
      'reads a value in several packets',
      'packets end anywhere',
      ['{"n"', { waitMs: 150 }, ':1}', { waitMs: 150 }, '\n{"n":2}\n'],
      ns(1, 2),
    ),
    reads(
      'reads characters that are split between packets',
      'half a character would become a question mark',
      [
        { base64: base64(tree.subarray(0, half)) },
        { waitMs: 150 },
        { base64: base64(tree.subarray(half)) },
      ],
      [{ n: 1, text: '🌳' }],
    ),
    reads(
      'splits at line feeds only',
      'JSON may have U+2028 and U+0085 in strings',
      ['{"n":1,"text":"a\u2028b\u0085c"}\n'],
      [{ n: 1, text: 'a\u2028b\u0085c' }],
    ),
    reads(
      'reads 5,000 lines',
      'streams are long',
      [Array.from({ length: 5_000 }, (_, n) => `{"n":${n}}\n`).join('')],
      Array.from({ length: 5_000 }, (_, n) => ({ n })),
    ),
    reads(
      'reads a line of a megabyte',
      'packets are smaller',
      [`{"n":1,"text":"${'x'.repeat(1_000_000)}"}\n`],
      [{ n: 1, text: 'x'.repeat(1_000_000) }],
    ),
    reads(
      'gives each value as it arrives',
      'a buffered stream is no stream',
      ['{"n":1}\n', { waitMs: 3_000 }, '{"n":2}\n'],
      ns(1, 2),
      { firstWithinMs: 2_000 },
    ),
    reads(
      'gives the values before an invalid line, then an error',
      'a broken stream would pass for one that has ended',
      ['{"n":1}\n{"n":\n'],
      ns(1),
      { error: ['decode', 'other'] },
    ),
    reads(
      'fails if the connection breaks',
      'a broken stream would pass for one that has ended',
      ['{"n":1}\n', { waitMs: 50 }, 'cut'],
      ns(1),
      { error: ['connection', 'decode', 'other'] },
    ),
    {
      name: 'closes the connection if the caller stops',
      why: 'the server would send for ever',
      needs: ['lines'],
      server: [{ headers: jsonl, pieces: ['{"n":1}\n{"n":2}\n', 'stay open'] }],
      steps: [
        {
          ...{ do: 'iterate', operation: 'readLines', over: 'lines', take: 1 },
          expect: { items: ns(1), withinMs: 3_000 },
        },
      ],
      requests: [{ closed: true }],
    },
    {
      name: 'gives the error of a stream that does not begin',
      why: 'an empty stream would pass for success',
      needs: ['lines'],
      server: [{ status: 403, json: failure('forbidden') }],
      steps: [
        {
          ...{ do: 'iterate', operation: 'readLines', over: 'lines' },
          expect: { items: [], error: 'status' },
        },
      ],
      requests: [{}],
    },
  ],
};
