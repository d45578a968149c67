/** Whatever texts a document holds, they come out of the generators as they went in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../../../test/support/seed.ts';
import { documentWith, type HostileDocument, TEXTS } from './documents.ts';
import { generate, type generators } from './generated.ts';
import {
  oneLine,
  shownInComment,
  shownInDocstring,
  stringsOfPython,
  textsOfTypeScript,
} from './sources.ts';
import { hostileTexts } from './texts.ts';

/** Each is one document with a hundred texts. */
const runs = (numRuns: number) => ({ numRuns, endOnFailure: true });

/** What a source has of literals when no text of the document is in it. */
const wordsOf = async (
  kind: keyof typeof generators,
  literalsOf: (sources: readonly string[]) => readonly string[],
): Promise<ReadonlySet<string>> => {
  const plain = documentWith(Array.from({ length: TEXTS }, (_, at) => `text${at}`));
  const sources = await generate(kind, plain);
  if (sources instanceof Error) throw sources;
  const texts = new Set(plain.placed[kind]);
  return new Set(literalsOf(sources).filter((each) => !texts.has(each)));
};

const written = async (kind: keyof typeof generators, from: HostileDocument): Promise<string[]> => {
  const sources = await generate(kind, from);
  if (sources instanceof Error) throw sources;
  return sources;
};

const hostileDocument = hostileTexts(TEXTS).map(documentWith);
const tsLiterals = (sources: readonly string[]) =>
  sources.flatMap((source) => textsOfTypeScript(source).literals);

describe(`the texts of a document (seed ${seed})`, { timeout: 600_000 }, () => {
  it('are the only literals of the routes', async () => {
    const words = await wordsOf('routes', tsLiterals);
    await fc.assert(
      fc.asyncProperty(hostileDocument, async (from) => {
        const literals = new Set(tsLiterals(await written('routes', from)));
        const texts = new Set(from.placed.routes);
        expect([...texts].filter((each) => !literals.has(each))).toEqual([]);
        const others = [...literals].filter((each) => !texts.has(each) && !words.has(each));
        expect(others.filter((each) => !isPattern(each, texts))).toEqual([]);
      }),
      runs(100),
    );
  });

  it('are the only literals and comments of the TypeScript client', async () => {
    const words = await wordsOf('client', tsLiterals);
    await fc.assert(
      fc.asyncProperty(hostileDocument, async (from) => {
        const found = (await written('client', from)).map(textsOfTypeScript);
        const literals = new Set(found.flatMap((each) => each.literals));
        const texts = new Set(from.placed.client);
        expect([...texts].filter((each) => !literals.has(each))).toEqual([]);
        expect([...literals].filter((each) => !texts.has(each) && !words.has(each))).toEqual([]);
        const prose = found.flatMap((each) => each.prose);
        for (const text of from.placed.clientComment) {
          expect(
            prose.some((each) => each.includes(shownInComment(text))),
            text,
          ).toBe(true);
        }
      }),
      runs(30),
    );
  });

  it('are the only strings and docstrings of the Python client', async () => {
    const words = await wordsOf('python', stringsOfPython);
    await fc.assert(
      fc.asyncProperty(hostileDocument, async (from) => {
        const strings = new Set(stringsOfPython(await written('python', from)));
        const texts = new Set(from.placed.python);
        expect([...texts].filter((each) => !strings.has(each))).toEqual([]);
        const prose = [...strings].map(oneLine);
        const shown = from.placed.pythonDoc.map(shownInDocstring);
        for (const text of shown) {
          expect(
            prose.some((each) => each.includes(text)),
            text,
          ).toBe(true);
        }
        const others = [...strings].filter((each) => !texts.has(each) && !words.has(each));
        expect(
          others.filter((each) => !shown.some((text) => oneLine(each).includes(text))),
        ).toEqual([]);
      }),
      runs(15),
    );
  });
});

/** Whether a literal is a regular expression that one of the patterns is. */
const isPattern = (literal: string, texts: ReadonlySet<string>): boolean => {
  const [, source = ''] = /^\/(.*)\/u$/s.exec(literal) ?? [];
  // Escapes for what no literal can hold are another spelling of the same pattern.
  const spelled = (pattern: string) =>
    new RegExp(pattern, 'u').source.replace(/\\u\{([0-9a-f]+)\}/g, (_, hex) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    );
  return [...texts].some((text) => text.startsWith('^') && spelled(text) === spelled(source));
};
