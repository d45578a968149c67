import { describe, expect, it } from 'vitest';
import { fileTypeOf, mediaTypeOf } from '../../../files/fileType.ts';
import { nameOf } from '../../../files/path.ts';
import type { ListedFile, Placement, Stay } from '../methodology.ts';
import { catalogue } from './catalogue.ts';
import { organizeByJohnnyDecimal } from './johnnyDecimal.ts';
import type { GivenNumber } from './numbers.ts';

const modified = Date.parse('2025-06-01T00:00:00Z');

function file(path: string, facts: Partial<ListedFile> = {}): ListedFile {
  const name = nameOf(path);
  const mediaType = mediaTypeOf(name);
  const times = { createdMs: modified, modifiedMs: modified, accessedMs: modified };
  const content = { sniffed: false, takenOn: undefined, sample: undefined };
  return {
    ...{ kind: 'file', path, name, size: 1, mediaType, type: fileTypeOf(name, mediaType) },
    ...times,
    ...content,
    ...facts,
  };
}

type Setting = { folders?: string[]; given?: GivenNumber[]; facts?: Partial<ListedFile> };

/** Where each path goes, or why it stays. */
function plan(paths: string[], { folders = [], given = [], facts }: Setting = {}) {
  const items = paths.map((path) => file(path, facts));
  const listing = { base: '/', destination: '/', items, folders, now: modified };
  const place = organizeByJohnnyDecimal(listing, { given });
  return items.map((item) => place(item));
}

const folderOf = (placement: Placement | Stay | undefined) =>
  placement?.folder ?? (placement as Stay | undefined)?.reason;
const folders = (paths: string[], setting?: Setting) => plan(paths, setting).map(folderOf);

describe('names', () => {
  it.each([
    ['/tax return 2025.pdf', '10-19 Finance/12 Tax/12.01 2025 return'],
    ['/Invoice_4711.pdf', '10-19 Finance/13 Invoices/13.01 2025 invoices'],
    ['/Lisbon trip/hotel booking.pdf', '60-69 Leisure/61 Travel/61.01 Lisbon trip'],
    ['/Kasse/Rechnung März 2024.pdf', '10-19 Finance/13 Invoices/13.01 Kasse'],
    ['/Photos/2023/IMG_0001.jpg', '70-79 Media/71 Photos/71.01 2023 photos'],
    ['/qwertz.pdf', '90-99 Other/91 Unsorted/91.01 2025 files'],
  ])('%s goes to %s', (path, folder) => {
    expect(folders([path])).toEqual([folder]);
  });

  it('keep the folders below the one that gives the topic', () => {
    expect(folders(['/Music/The Band/First/01 Intro.mp3'])).toEqual([
      '70-79 Media/73 Music/73.01 The Band/First',
    ]);
  });

  it('get one ID per title', () => {
    expect(folders(['/tax 2025 a.pdf', '/tax 2024.pdf', '/tax 2025 b.pdf'])).toEqual([
      '10-19 Finance/12 Tax/12.02 2025 return',
      '10-19 Finance/12 Tax/12.01 2024 return',
      '10-19 Finance/12 Tax/12.02 2025 return',
    ]);
  });

  it('need review without enough evidence', () => {
    expect(plan(['/qwertz.pdf'])[0]).toMatchObject({ needsReview: true, confidence: 0.2 });
    expect(plan(['/qwertz.txt'], { facts: { sample: 'invoice' } })[0]).toMatchObject({
      needsReview: true,
      reason: 'qwertz.txt belongs to Invoices: "invoice" in its text',
    });
    expect(plan(['/invoice.pdf'])[0]).toMatchObject({ needsReview: false });
  });
});

describe('existing numbers', () => {
  it.each([
    '/10-19 Money/11 Cars/11.01 Polo/invoice.pdf',
    '/box/12 Tax/12.03 2025 return/below/form.pdf',
    '/10-19 Finance/12 Tax/12.04 letter.pdf',
  ])('keep %s', (path) => {
    expect(folders([path])).toEqual([undefined]);
  });

  it('are reused for matching files with their titles', () => {
    const there = [
      '/20-29 Money',
      '/20-29 Money/25 Taxes',
      '/20-29 Money/25 Taxes/25.07 2024 return',
    ];
    expect(folders(['/tax 2025.pdf', '/tax 2024.pdf', '/salary.pdf'], { folders: there })).toEqual([
      '20-29 Money/25 Taxes/25.01 2025 return',
      '20-29 Money/25 Taxes/25.07 2024 return',
      '20-29 Money/21 Pay/21.01 2025 payslips',
    ]);
  });

  it('take precedence over new ones if their titles match', () => {
    const there = ['/50-59 Boat', '/50-59 Boat/51 Boat papers'];
    const [invoice] = folders(['/boat invoice.pdf'], { folders: there });
    expect(invoice).toBe('50-59 Boat/51 Boat papers/51.01 Boat papers');
  });

  it('are not given to other titles', () => {
    const there = ['/10-19 Garden', '/10-19 Garden/12 Roses', '/70-79 Boat', '/box/13.01 old'];
    expect(folders(['/tax.pdf'], { folders: there })).toEqual([
      '20-29 Finance/21 Tax/21.01 2025 return',
    ]);
    expect(folders(['/invoice.pdf'], { folders: ['/box', '/box/13.01 old'] })).toEqual([
      '10-19 Finance/13 Invoices/13.02 2025 invoices',
    ]);
  });

  it('contain a file that was put into a category by hand', () => {
    const there = ['/10-19 Finance', '/10-19 Finance/12 Tax'];
    const [placement] = plan(['/10-19 Finance/12 Tax/scan0001.pdf'], { folders: there });
    expect(placement).toMatchObject({
      folder: '10-19 Finance/12 Tax/12.01 2025 return',
      confidence: 0.9,
    });
  });
});

describe('numbers that were assigned before', () => {
  it('are reused only for their own titles', () => {
    const given = [
      { number: '10-19', title: 'Finance' },
      { number: '13', title: 'Tax' },
      { number: '13.01', title: '2025 return' },
    ];
    expect(folders(['/tax.pdf', '/invoice.pdf'], { given })).toEqual([
      '10-19 Finance/13 Tax/13.02 2025 return',
      '10-19 Finance/11 Invoices/11.01 2025 invoices',
    ]);
  });

  it('leave a file where it is if no ID is free', () => {
    const number = (n: number) => `12.${String(n).padStart(2, '0')}`;
    const given = Array.from({ length: 99 }, (_, n) => ({ number: number(n), title: `${n}` }));
    expect(folders(['/tax 2024.pdf', '/tax 2025.pdf'], { given })).toEqual([
      '10-19 Finance/12 Tax/12.99 2024 return',
      expect.stringMatching('^All 100 IDs of 10-19 Finance/12 Tax have been assigned; '),
    ]);
  });

  it('leave a file where it is if no category is free', () => {
    const given = Array.from({ length: 10 }, (_, n) => ({ number: `1${n}`, title: `${n}` }));
    expect(folders(['/tax.pdf'], { given })).toEqual([
      expect.stringMatching('^All 10 categories of 10-19 Finance have been assigned; '),
    ]);
  });

  it('leave a file where it is if no area is free', () => {
    const there = Array.from({ length: 10 }, (_, n) => `/${n}0-${n}9 Box ${n}`);
    expect(folders(['/tax.pdf'], { folders: there })).toEqual([
      expect.stringMatching('^All 10 areas have been assigned; '),
    ]);
  });
});

describe('the catalogue', () => {
  const categories = catalogue.flatMap((area) => area.categories.map((each) => ({ area, each })));

  it('has at most ten areas of ten categories with unique numbers', () => {
    expect(catalogue.length).toBeLessThanOrEqual(10);
    expect(new Set(categories.map(({ each }) => each.number)).size).toBe(categories.length);
    for (const { area, each } of categories) expect(area.number[0]).toBe(each.number[0]);
  });

  it('classifies a file the same once its category exists', () => {
    for (const { area, each } of categories) {
      const folders = [`/${area.number} ${area.title}`];
      folders.push(`${folders[0]}/${each.number} ${each.title}`);
      const path = `/${each.words[0]} thing.pdf`;
      const [made, before] = [plan([path], { folders }), plan([path])];
      expect(made).toEqual(before);
    }
  });
});

it('gives the same plan for any order of the listing', () => {
  const paths = ['/tax 2024.pdf', '/tax 2025.pdf', '/a/IMG_1.jpg', '/b/IMG_2.jpg', '/song.mp3'];
  const forward = folders(paths);
  expect(folders(paths.toReversed()).toReversed()).toEqual(forward);
});
