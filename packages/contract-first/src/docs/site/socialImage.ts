/**
 * The picture that other sites show next to a link: title, summary and version of the document.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { assetFolder } from './assets.ts';
import type { Site } from './blocks.ts';

/** The size that sites ask for, in pixels. */
const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 80;

/** Letters as pictures: DejaVu Sans Bold, of 4-bit alpha, 60 pixels high (44 pixels to the em). */
type Letters = ReadonlyMap<number, { readonly width: number; readonly pixels: Uint8Array }>;
const LETTER_HEIGHT = 60;

type Colour = readonly [red: number, green: number, blue: number];
const background: Colour = [16, 19, 23];
const bright: Colour = [244, 246, 248];
const muted: Colour = [154, 163, 176];
const accent: Colour = [92, 208, 192];

/** A PNG (W3C, third edition) of 1200 by 630 pixels. */
export async function socialImage({ title, about, version, pages }: Site): Promise<Uint8Array> {
  const letters = readLetters(inflateSync(await readFile(join(assetFolder(), 'letters.bin'))));
  const image = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let at = 0; at < image.length; at += 3) image.set(background, at);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < 16; x++) image.set(accent, (y * WIDTH + x) * 3);
  const draw = (text: string, top: number, scale: number, colour: Colour, most: number) => {
    const lines = wrapped(text, letters, (WIDTH - 2 * MARGIN) / scale, most);
    lines.forEach((line, at) => {
      drawLine(image, letters, line, {
        left: MARGIN,
        top: top + at * LETTER_HEIGHT * scale,
        scale,
        colour,
      });
    });
    return top + lines.length * LETTER_HEIGHT * scale;
  };
  const below = draw(title, 130, 1.6, bright, 2);
  draw(about === title ? '' : about, below + 30, 0.75, muted, 3);
  const count = pages.filter(({ kind }) => kind === 'operation').length;
  draw(`Version ${version} · ${count} operations`, HEIGHT - 110, 0.6, accent, 1);
  return png(image);
}

function readLetters(data: Uint8Array): Letters {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const count = view.getUint16(0);
  const letters = new Map<number, { width: number; pixels: Uint8Array }>();
  let at = 2 + count * 3;
  for (let each = 0; each < count; each++) {
    const width = view.getUint8(4 + each * 3);
    const size = Math.ceil((width * LETTER_HEIGHT) / 2);
    letters.set(view.getUint16(2 + each * 3), { width, pixels: data.subarray(at, at + size) });
    at += size;
  }
  return letters;
}

/** A letter that is not in the set is shown as a question mark. */
const letterOf = (letters: Letters, sign: string) =>
  letters.get(sign.codePointAt(0) ?? 63) ??
  letters.get(63) ?? { width: 0, pixels: new Uint8Array() };

const widthOf = (letters: Letters, text: string): number =>
  [...text].reduce((sum, sign) => sum + letterOf(letters, sign).width, 0);

/** A text in lines of a width, the last with an ellipsis if more would follow. */
function wrapped(text: string, letters: Letters, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(letters, longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  const shown = lines.slice(0, most).map((each) => clipped(each, letters, width));
  const last = shown.at(-1);
  if (lines.length > most && last !== undefined)
    shown[most - 1] = clipped(`${last} …`, letters, width);
  return shown;
}

function clipped(line: string, letters: Letters, width: number): string {
  if (widthOf(letters, line) <= width) return line;
  let text = line;
  while (text !== '' && widthOf(letters, `${text}…`) > width) text = text.slice(0, -1);
  return `${text.trimEnd()}…`;
}

function drawLine(
  image: Uint8Array,
  letters: Letters,
  text: string,
  {
    left,
    top,
    scale,
    colour,
  }: {
    readonly left: number;
    readonly top: number;
    readonly scale: number;
    readonly colour: Colour;
  },
): void {
  let x = left;
  for (const sign of text) {
    const { width, pixels } = letterOf(letters, sign);
    const alphaAt = (column: number, row: number): number => {
      if (column < 0 || row < 0 || column >= width || row >= LETTER_HEIGHT) return 0;
      const at = row * width + column;
      const pair = pixels[at >> 1] ?? 0;
      return at % 2 === 0 ? pair >> 4 : pair & 15;
    };
    for (let row = 0; row < LETTER_HEIGHT * scale; row++) {
      for (let column = 0; column < width * scale; column++) {
        const alpha = smooth(alphaAt, column / scale, row / scale) / 15;
        const at = ((Math.round(top) + row) * WIDTH + Math.round(x) + column) * 3;
        if (alpha === 0 || at < 0 || at + 2 >= image.length) continue;
        colour.forEach((value, channel) => {
          const under = image[at + channel] ?? 0;
          image[at + channel] = Math.round(under + (value - under) * alpha);
        });
      }
    }
    x += width * scale;
  }
}

/** The value between the four pixels around a place. */
function smooth(alphaAt: (column: number, row: number) => number, x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - column, y - row];
  const above = alphaAt(column, row) * (1 - right) + alphaAt(column + 1, row) * right;
  const below = alphaAt(column, row + 1) * (1 - right) + alphaAt(column + 1, row + 1) * right;
  return above * (1 - down) + below * down;
}

function png(image: Uint8Array): Uint8Array {
  const rows = Buffer.alloc(HEIGHT * (WIDTH * 3 + 1));
  for (let y = 0; y < HEIGHT; y++) {
    rows.set(image.subarray(y * WIDTH * 3, (y + 1) * WIDTH * 3), y * (WIDTH * 3 + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
