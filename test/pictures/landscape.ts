/**
 * Small pictures, drawn by code.
 *
 * @module
 */
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

/** Sky above and below, sun, and hills from far to near. */
const palettes: readonly (readonly [Colour, Colour, Colour, readonly Colour[]])[] = [
  [
    [36, 62, 120],
    [245, 170, 110],
    [255, 226, 160],
    [
      [98, 84, 128],
      [66, 60, 100],
      [38, 38, 66],
    ],
  ],
  [
    [94, 168, 222],
    [222, 240, 248],
    [255, 250, 220],
    [
      [126, 178, 150],
      [78, 140, 104],
      [44, 96, 70],
    ],
  ],
  [
    [120, 196, 230],
    [240, 246, 232],
    [255, 244, 190],
    [
      [214, 190, 140],
      [186, 150, 100],
      [120, 92, 66],
    ],
  ],
  [
    [28, 32, 58],
    [96, 84, 130],
    [240, 240, 250],
    [
      [60, 62, 98],
      [42, 44, 74],
      [24, 26, 46],
    ],
  ],
  [
    [15, 118, 110],
    [170, 222, 214],
    [250, 250, 240],
    [
      [74, 160, 150],
      [40, 124, 116],
      [16, 84, 78],
    ],
  ],
];

/**
 * Hills under a sun, as PNG.
 *
 * @param seed the same one makes the same picture
 */
export function landscape(width: number, height: number, seed: number): Buffer {
  const [above, below, sun, hills] = palettes[seed % palettes.length] ?? [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
    [],
  ];
  const sunAt = { x: width * (0.25 + 0.12 * (seed % 5)), y: height * 0.32, radius: height * 0.1 };
  const raw = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const share = y / height;
    for (let x = 0; x < width; x += 1) {
      let colour = mix(above, below, share);
      const distance = Math.hypot(x - sunAt.x, y - sunAt.y) / sunAt.radius;
      if (distance < 1.6) colour = mix(sun, colour, Math.min(1, Math.max(0, (distance - 1) / 0.6)));
      hills.forEach((hill, at) => {
        const wave = Math.sin((x / width) * (4 + at * 2) + seed + at) * 0.06;
        if (share > 0.52 + at * 0.14 + wave) colour = hill;
      });
      raw.set(colour, y * (width * 3 + 1) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits for each of red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const mix = (a: Colour, b: Colour, share: number): Colour => [
  Math.round(a[0] + (b[0] - a[0]) * share),
  Math.round(a[1] + (b[1] - a[1]) * share),
  Math.round(a[2] + (b[2] - a[2]) * share),
];

/** PNG, third edition, section 5.3. */
function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, sum]);
}
