/**
 * A folder as people have them: scans, invoices, holiday pictures, installers, copies.
 *
 * @module
 */
import { put } from '../organize/place.ts';
import { landscape } from './landscape.ts';

type Library = { readonly root: string };

const notes = (title: string, ...lines: readonly string[]): string =>
  [`# ${title}`, '', ...lines.map((line) => `- ${line}`), ''].join('\n');

/** Name, content and the day of its last change. */
const files: readonly (readonly [name: string, content: string | Buffer, day: string])[] = [
  ['IMG_20240714_183012.png', landscape(640, 420, 1), '2024-07-14'],
  ['IMG_20240714_183012 (1).png', landscape(640, 420, 1), '2025-01-03'],
  ['IMG_20240802_101544.png', landscape(640, 420, 2), '2024-08-02'],
  ['IMG_20240802_101801.png', landscape(640, 420, 3), '2024-08-02'],
  ['Screenshot 2026-03-12 at 09.41.png', landscape(480, 300, 4), '2026-03-12'],
  ['Invoice 2026-01 Acme.csv', 'item,price\npaper,42.00\ntoner,61.50\n', '2026-01-31'],
  ['Invoice 2026-02 Acme.csv', 'item,price\npaper,12.00\n', '2026-02-28'],
  ['invoice 2026-02 acme (copy).csv', 'item,price\npaper,12.00\n', '2026-03-02'],
  [
    'Tax return 2025.md',
    notes('Tax return 2025', 'Send before July', 'Ask for the receipt'),
    '2026-05-02',
  ],
  [
    'Meeting notes 12 March.md',
    notes('Meeting, 12 March', 'Budget for the website', 'Order more paper'),
    '2026-03-12',
  ],
  [
    'Meeting notes 19 March.md',
    notes('Meeting, 19 March', 'The launch moves to April'),
    '2026-03-19',
  ],
  [
    'Thesis final FINAL v3.md',
    notes('Thesis', 'The third version, which is the last'),
    '2025-09-30',
  ],
  ['Recipe lentil soup.txt', 'Lentils, carrots, cumin. Cook for 30 minutes.\n', '2025-11-08'],
  [
    'Rental contract Bergstraße 4.txt',
    'Rental contract\n\nBetween the landlord and the tenant.\n',
    '2023-06-01',
  ],
  ['Boarding pass LIS-BER.txt', 'Flight TP534, seat 14A, gate closes 09:10\n', '2026-04-17'],
  ['podcast episode 114.mp3', Buffer.alloc(48_000, 7), '2026-02-11'],
  ['setup-3.2.1.exe', Buffer.alloc(96_000, 9), '2025-12-19'],
  ['backup.tar.gz', Buffer.alloc(64_000, 5), '2025-08-24'],
  [
    'analysis.py',
    'import csv\n\nprint(sum(float(row["price"]) for row in csv.DictReader(open("x.csv"))))\n',
    '2026-01-19',
  ],
  ['data export (final).json', '{ "rows": 3, "currency": "EUR" }\n', '2026-01-20'],
  ['تقرير 2025.txt', 'تقرير\n', '2025-12-31'],
  [
    'A very long name that somebody gave to the minutes of a meeting because they wanted to find it again later.md',
    notes('Minutes'),
    '2025-10-02',
  ],
  ['Website relaunch/Brief.md', notes('Brief', 'Launch in April', 'Three pages'), '2026-02-03'],
  ['Website relaunch/Logo draft.png', landscape(320, 320, 5), '2026-02-09'],
  ['Website relaunch/old/Logo draft.png', landscape(320, 320, 5), '2026-01-09'],
  ['Holiday Lisbon/Packing list.txt', 'Passport\nCharger\nSun cream\n', '2026-04-01'],
  ['Holiday Lisbon/Itinerary.md', notes('Lisbon', 'Belém', 'Sintra by train'), '2026-04-03'],
];

/**
 * Fills a folder of a library.
 *
 * @param folder without a slash at the beginning
 */
export async function makeMessyFolder(library: Library, folder: string): Promise<void> {
  for (const [name, content, day] of files) {
    await put(library, `${folder}/${name}`, content, `${day}T10:15:00Z`);
  }
}
