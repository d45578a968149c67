import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A one-pixel PNG. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Sample files: path, content, and modification time. */
const samples: readonly (readonly [path: string, content: string | Buffer, modified: string])[] = [
  ['welcome.txt', 'This folder has a few sample files to try things out.\n', '2026-01-05'],
  ['uploads/IMG_0001.png', PIXEL, '2024-07-14'],
  ['uploads/IMG_0002.png', PIXEL, '2024-08-02'],
  ['uploads/invoice-2024-03.csv', 'item,price\npaper,4.20\n', '2024-03-31'],
  ['uploads/meeting notes.md', '# Meeting\n\n- Order more paper\n', '2025-11-20'],
  ['uploads/backup.py', 'print("copied nothing")\n', '2025-02-11'],
  // The name is wrong: it is a picture, which organizing by type detects.
  ['uploads/scan.txt', PIXEL, '2025-06-30'],
  ['uploads/old/budget.csv', 'month,sum\n2023-12,120\n', '2023-12-31'],
  ['uploads/website/package.json', '{ "name": "website", "private": true }\n', '2025-09-01'],
  ['uploads/website/index.html', '<!doctype html><title>My page</title>\n', '2025-09-01'],
];

/** Creates a folder with a few unsorted files, so that the first requests return something. */
export async function makeSampleLibrary(root: string): Promise<void> {
  for (const [path, content, modified] of samples) {
    const place = join(root, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content, { flag: 'wx' });
    const when = new Date(`${modified}T12:00:00Z`);
    await utimes(place, when, when);
  }
}
