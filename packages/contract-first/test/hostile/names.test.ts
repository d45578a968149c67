/** Whatever names a document has, what is generated parses, or is refused with the place and the reason. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../../../test/support/seed.ts';
import { thorough } from '../../../../test/support/thorough.ts';
import { generate, generators } from './generated.ts';
import { documentNamed, nameKinds, telling } from './names.ts';
import { readPythonFiles, textsOfTypeScript } from './sources.ts';
import { hostileText } from './texts.ts';

const kinds = Object.keys(generators) as (keyof typeof generators)[];

const anyName = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...telling) },
  { weight: 1, arbitrary: hostileText() },
);

/** What the place of a refusal may be called. */
const places =
  /things|others|Thing|events|live|made|Made|x-sdk|schemas|channel|operation|document/i;

describe(`the names of a document (seed ${seed})`, { timeout: 600_000 }, () => {
  it.each(kinds)('give %s that parse, or an error that names the place', async (kind) => {
    const python: { label: string; source: string }[] = [];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...nameKinds), anyName, async (at, name) => {
        const sources = await generate(kind, documentNamed(at, name));
        if (sources instanceof Error) {
          const { message } = sources;
          expect(sources.name, `${message}\n${sources.stack}`).toBe('Error');
          const isNamed = places.test(message) || (name !== '' && message.includes(name));
          expect(isNamed, message).toBe(true);
        } else if (kind === 'python') {
          const label = `${at} ${JSON.stringify(name)}`;
          python.push(...sources.map((source) => ({ label, source })));
        } else {
          for (const source of sources) textsOfTypeScript(source);
        }
      }),
      { numRuns: (kind === 'client' ? 15 : 75) * (thorough ? 8 : 1), endOnFailure: true },
    );
    // All at once, since each start of Python takes long.
    const read = readPythonFiles(python.map(({ source }) => source));
    const faults = read.flatMap((found, at) =>
      typeof found === 'string' ? [`${python[at]?.label}: ${found}\n${python[at]?.source}`] : [],
    );
    expect(faults).toEqual([]);
  });
});
