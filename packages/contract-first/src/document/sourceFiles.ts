import { relative } from 'node:path';
import { JsonPlaces } from './jsonText.ts';
import { ObjectPlaces } from './objectPlaces.ts';
import { escapeToken, tokensOf } from './structure.ts';

/** Where something stands in a file. */
export type Place = {
  /** The absolute path or URL of the file. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** A JSON pointer with a leading `#` into that file. */
  readonly pointer: string;
};

/** A file as people name it: relative to the working directory if it is below it, or a URL. */
export function shownFile(file: string): string {
  if (/^https?:/i.test(file)) return file;
  const short = relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
}

/** A file and a JSON pointer into it. */
export type Spot = { readonly file: string; readonly pointer: string };

/** The text of a file. */
export type SourceText = {
  /** The absolute path or URL of the file. */
  readonly absoluteRef: string;
  readonly body: string;
};

/** A line and a column, from 1. */
type Position = { readonly line: number; readonly column: number };

/** Finds what a pointer into a file leads to in its text; the nearest part around it, if it is not there. */
export type PositionFinder = (pointer: string) => Position;

type SourceFile = {
  readonly source: SourceText;
  readonly content: unknown;
  readonly places: ObjectPlaces;
  readonly positionOf: PositionFinder;
  readonly isJson: boolean;
};

/** The files that a document was read from, and which object stood where in them. */
export class SourceFiles {
  readonly #files = new Map<string, SourceFile>();
  /** Copies of objects, by what they were copied from. */
  readonly #originals = new WeakMap<object, object>();
  readonly #changed = new WeakSet<object>();
  /** Where entries of an object or list were written, if that is not in the object or list itself. */
  readonly #movedEntries = new WeakMap<object, Map<string, Spot>>();

  /**
   * Remembers a file before what it holds is changed.
   *
   * @param places of the objects in it, if they are known
   * @param positionOf finds positions in a file that is not JSON
   * @returns the places of the objects in it
   * @throws Error if the file is nested too deeply or too large
   */
  add(
    { absoluteRef, body }: SourceText,
    content: unknown,
    {
      places = new ObjectPlaces(content),
      positionOf,
    }: Partial<Pick<SourceFile, 'places' | 'positionOf'>> = {},
  ): ObjectPlaces {
    this.#files.set(absoluteRef, {
      source: { absoluteRef, body },
      content,
      places,
      positionOf: positionOf ?? jsonPositions(body),
      isJson: positionOf === undefined,
    });
    return places;
  }

  /** Where an object stood in a file; undefined for one that is in none. */
  spotOf(node: object): Spot | undefined {
    const original = this.#originals.get(node) ?? node;
    for (const [file, { places }] of this.#files) {
      const pointer = places.pointerOf(original);
      if (pointer !== undefined) return { file, pointer };
    }
    return undefined;
  }

  /** Gives a copy of an object the spot of the object. */
  copySpot(from: object, copy: object): void {
    this.#originals.set(copy, this.#originals.get(from) ?? from);
    const moved = this.#movedEntries.get(from);
    if (moved) this.#movedEntries.set(copy, new Map(moved));
  }

  /**
   * Where an entry of an object or list was written, which may be a plain value; undefined if the
   * object or list is in no file.
   */
  spotOfEntry(holder: object, key: string): Spot | undefined {
    const moved = this.#movedEntries.get(holder)?.get(key);
    if (moved) return moved;
    const spot = this.spotOf(holder);
    return spot && { file: spot.file, pointer: `${spot.pointer}/${escapeToken(key)}` };
  }

  /** Remembers where an entry of an object or list was written; undefined forgets it. */
  moveEntry(holder: object, key: string, spot: Spot | undefined): void {
    const moved = this.#movedEntries.get(holder) ?? new Map<string, Spot>();
    this.#movedEntries.set(holder, moved);
    if (spot) moved.set(key, spot);
    else moved.delete(key);
  }

  /** The text of a file; undefined for one that is not part of the document. */
  sourceOf(file: string): SourceText | undefined {
    return this.#files.get(file)?.source;
  }

  /** Where the objects of a document stand in it. It is looked up if the document is a file as it was read. */
  placesIn(document: object): ObjectPlaces {
    return this.#unchanged(document)?.[1].places ?? new ObjectPlaces(document);
  }

  /** The file of JSON that a document is the content of, if nothing was changed in it. */
  fileOf(document: object): string | undefined {
    const [file, { isJson = false } = {}] = this.#unchanged(document) ?? [];
    return isJson ? file : undefined;
  }

  /** Says that objects of a document are no longer where they were read. */
  markChanged(document: object): void {
    this.#changed.add(document);
  }

  /** The line and column of a spot; those of the nearest part around it if it is not written out. */
  placeOf({ file, pointer }: Spot): Place | undefined {
    const known = this.#files.get(file);
    return known && { file, pointer, ...known.positionOf(pointer) };
  }

  #unchanged(document: object): readonly [file: string, SourceFile] | undefined {
    if (this.#changed.has(document)) return undefined;
    return [...this.#files].find(([, { content }]) => content === document);
  }
}

function jsonPositions(text: string): PositionFinder {
  let known: { readonly places: JsonPlaces; readonly lines: readonly number[] } | undefined;
  return (pointer) => {
    known ??= { places: new JsonPlaces(text), lines: lineStarts(text) };
    const { places, lines } = known;
    const offset = places.offsetOf(tokensOf(pointer));
    const line = lineAt(lines, offset);
    return { line, column: offset - (lines[line - 1] ?? 0) + 1 };
  };
}

/** The offsets at which lines begin. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line of an offset, from 1, by binary search. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
