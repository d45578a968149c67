import { relative } from 'node:path';
import { getLineColLocation, type Source } from '@redocly/openapi-core';
import { indexJson, type JsonIndex } from './jsonText.ts';
import { escapeToken, isPart, type Part, tokensOf } from './structure.ts';
import { eachObject } from './tree.ts';

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

/** The files that a document was read from, and which object stood where in them. */
export class SourceFiles {
  readonly #sources = new Map<string, { readonly source: Source; readonly isJson: boolean }>();
  readonly #indexes = new Map<string, { index: JsonIndex; lines: number[] }>();
  readonly #spots = new WeakMap<object, Spot>();
  /** Where entries of an object or list were written, if that is not in the object or list itself. */
  readonly #movedEntries = new WeakMap<object, Map<string, Spot>>();

  /**
   * Remembers a file before what it holds is changed.
   *
   * @param isJson whether its text is JSON, and not YAML
   * @returns every object in it that has a `$ref`
   * @throws Error if the file is nested too deeply or too large
   */
  add(source: Source, content: unknown, isJson: boolean): Part[] {
    const references: Part[] = [];
    const file = source.absoluteRef;
    this.#sources.set(file, { source, isJson });
    eachObject(content, (node, pointer) => {
      if (this.#spots.has(node)) return;
      this.#spots.set(node, { file, pointer });
      if (isPart(node) && typeof node.$ref === 'string') references.push(node);
    });
    return references;
  }

  /** Where an object stood in a file; undefined for one that is in none. */
  spotOf(node: object): Spot | undefined {
    return this.#spots.get(node);
  }

  /** Gives a copy of an object the spot of the object. */
  copySpot(from: object, copy: object): void {
    const spot = this.#spots.get(from);
    if (spot) this.#spots.set(copy, spot);
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
    const spot = this.#spots.get(holder);
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
  sourceOf(file: string): Source | undefined {
    return this.#sources.get(file)?.source;
  }

  /** The line and column of a spot; those of the nearest part around it if it is not written out. */
  placeOf({ file, pointer }: Spot): Place | undefined {
    const known = this.#sources.get(file);
    if (!known) return undefined;
    if (known.isJson) return { file, pointer, ...this.#positionInJson(known.source, pointer) };
    const { start } = getLineColLocation({ source: known.source, pointer, reportOnKey: true });
    return { file, pointer, line: start.line, column: start.col };
  }

  #positionInJson(source: Source, pointer: string): { line: number; column: number } {
    const known = this.#indexes.get(source.absoluteRef) ?? {
      index: indexJson(source.body),
      lines: lineStarts(source.body),
    };
    this.#indexes.set(source.absoluteRef, known);
    let at = 0;
    let index: JsonIndex | number | undefined = known.index;
    for (const token of tokensOf(pointer)) {
      index = typeof index === 'object' ? index.children.get(token) : undefined;
      if (index === undefined) break;
      at = typeof index === 'number' ? index : index.at;
    }
    const line = lineAt(known.lines, at);
    return { line, column: at - (known.lines[line - 1] ?? 0) + 1 };
  }
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
