import { describe, expect, it } from 'vitest';
import { fileTypeOf, mediaTypeOf } from '../../../files/fileType.ts';
import { nameOf } from '../../../files/path.ts';
import type { ListedBundle, ListedFile, ListedItem } from '../methodology.ts';
import { categoryNamed } from './folders.ts';
import type { OwnLists } from './ownNames.ts';
import { organizeByPara } from './para.ts';

const now = Date.parse('2026-01-15T12:00:00Z');
const daysAgo = (days: number): number => now - days * 24 * 60 * 60 * 1000;

function file(path: string, days = 10, sample?: string): ListedFile {
  const name = nameOf(path);
  const mediaType = mediaTypeOf(name);
  const times = { createdMs: daysAgo(days), modifiedMs: daysAgo(days), accessedMs: daysAgo(days) };
  const content = { sniffed: false, takenOn: undefined, sample };
  const type = fileTypeOf(name, mediaType);
  return { kind: 'file', path, name, size: 1, mediaType, type, ...times, ...content };
}

const bundle = (path: string, days: number): ListedBundle => ({
  ...{ kind: 'bundle', path, name: nameOf(path), mark: '.git' },
  ...{ modifiedMs: daysAgo(days), accessedMs: daysAgo(days) },
});

type Setting = { folders?: string[]; base?: string; destination?: string } & OwnLists;

function plan(
  items: ListedItem[],
  { folders = [], base = '/', destination = base, ...own }: Setting = {},
) {
  const place = organizeByPara({ base, destination, items, folders, now }, own);
  return items.map((item) => place(item));
}

const folders = (items: ListedItem[], setting?: Setting) =>
  plan(items, setting).map((placement) => placement?.folder);

describe('a folder name', () => {
  it.each([
    ['Projects', 'projects'],
    ['1 Projects', 'projects'],
    ['01 - Projects', 'projects'],
    ['02_areas', 'areas'],
    ['📚 Resources', 'resources'],
    ['Archive', 'archives'],
    ['4. ARCHIVES', 'archives'],
    ['Projekte', 'projects'],
    ['Projects of mine', undefined],
    ['.archive', undefined],
  ])('%s means %s', (name, category) => {
    expect(categoryNamed(name)).toBe(category);
  });
});

describe('existing PARA folders', () => {
  const there = ['/1 Projects', '/2 Areas', '/4 Archive'];

  it('keep their files', () => {
    const items = ['/1 Projects/x.pdf', '/4 Archive/2019/invoice.pdf'].map((path) => file(path));
    expect(plan(items, { folders: there })).toEqual([undefined, undefined]);
  });

  it('are used and completed', () => {
    const items = [file('/invoice 2026-01.pdf'), file('/recipe.epub')];
    expect(folders(items, { folders: there })).toEqual(['2 Areas/Finance', 'Resources/Recipes']);
  });

  it('may be inside a folder named PARA', () => {
    const setting = { folders: ['/PARA', '/PARA/1 Projects', '/PARA/2 Areas'] };
    expect(folders([file('/invoice.pdf'), file('/PARA/2 Areas/x.pdf')], setting)).toEqual([
      'PARA/2 Areas/Finance',
      undefined,
    ]);
  });

  it('decide about files elsewhere by their name', () => {
    expect(plan([file('/old disk/Archive/Club/draft.pdf')])).toEqual([
      {
        folder: 'Archives/Club',
        reason: 'draft.pdf belongs to Archives: it is in the folder "Archive"',
        confidence: 0.9,
        needsReview: false,
      },
    ]);
  });

  it('are those of the destination', () => {
    const setting = { base: '/in', destination: '/out', folders: ['/out/2 Areas'] };
    expect(folders([file('/in/invoice.pdf')], setting)).toEqual(['2 Areas/Finance']);
  });
});

describe("the caller's lists", () => {
  const own = { projects: ['Website', 'Website relaunch'], areas: ['Gesundheit/Ärzte'] };

  it.each([
    ['/website_notes.pdf', 'Projects/Website'],
    ['/Downloads/Website-Relaunch/mockups/home.png', 'Projects/Website relaunch/mockups'],
    ['/gesundheit arzte.pdf', 'Areas/Gesundheit Ärzte'],
    ['/Gesundheit, Ärzte 2019.pdf', 'Areas/Gesundheit Ärzte'],
    ['/websites.pdf', 'Resources/Documents'],
  ])('put %s into %s', (path, folder) => {
    expect(folders([file(path)], own)).toEqual([folder]);
  });

  it('override all signals with a reason', () => {
    expect(plan([file('/Website/invoice 2011.pdf', 4000)], own)).toEqual([
      {
        folder: 'Projects/Website',
        reason:
          'invoice 2011.pdf belongs to Projects: "Website" from your projects is in the folder "Website"',
        confidence: 0.95,
        needsReview: false,
      },
    ]);
  });

  it('never create a hidden or outside folder', () => {
    expect(folders([file('/up x.pdf')], { projects: ['../up'] })).toEqual(['Projects/up']);
  });
});

describe('a bundle', () => {
  it.each([
    [20, 'Projects'],
    [800, 'Archives'],
  ])('changed %i days ago moves to %s as one', (days, folder) => {
    expect(folders([bundle('/code/site', days)])).toEqual([folder]);
  });

  it('moves to its project alone', () => {
    const items = [bundle('/code/Website', 20), file('/Website/mockup.png')];
    expect(folders(items, { projects: ['Website'] })).toEqual([
      'Projects',
      'Projects/Website files',
    ]);
  });

  it('stays inside a PARA folder', () => {
    expect(plan([bundle('/Projects/site', 900)], { folders: ['/Projects'] })).toEqual([undefined]);
  });
});

describe('signals', () => {
  it.each([
    ['/Acme proposal draft.docx', 5, 'Projects'],
    ['/invoice 4711.pdf', 20, 'Areas/Finance'],
    ['/invoice 2015.pdf', 3900, 'Archives/2015'],
    ['/washing machine manual.pdf', 400, 'Resources/Manuals'],
    ['/Holiday in Lisbon/booking.pdf', 5, 'Projects/Holiday in Lisbon'],
  ])('%s, changed %i days ago, goes to %s', (path, days, folder) => {
    expect(folders([file(path, days)])).toEqual([folder]);
  });

  it('are read from text, too', () => {
    expect(folders([file('/a.txt', 100, 'Your invoice for electricity')])).toEqual([
      'Areas/Finance',
    ]);
  });

  it('weigh less for files that are still read', () => {
    const old = file('/invoice.pdf', 1000);
    expect(folders([old])).toEqual(['Archives/2023']);
    expect(folders([{ ...old, accessedMs: daysAgo(1) }])).toEqual(['Areas/Finance']);
  });

  it('leave an unknown file in Resources for review', () => {
    expect(plan([file('/Downloads/qwertz.bin', 200)])).toEqual([
      {
        folder: 'Resources/Other',
        reason: 'qwertz.bin belongs to Resources: nothing indicates its purpose',
        confidence: 0.2,
        needsReview: true,
      },
    ]);
  });

  it('let a file without signals follow its neighbours', () => {
    const beside = ['invoice 1.pdf', 'invoice 2.pdf', 'invoice 3.pdf', 'qwertz.pdf'];
    const items = beside.map((name) => file(`/Acme/${name}`, 100));
    expect(plan(items)[3]).toMatchObject({
      folder: 'Areas/Acme',
      reason: expect.stringContaining('3 files in its folder belong there'),
    });
  });
});

it('gives the same plan for any order of the listing', () => {
  const items = [
    ...['/Shop/invoice.pdf', '/Shop/a.pdf', '/b/draft.md', '/b/c.md'].map((path) => file(path)),
    bundle('/site', 3),
  ];
  expect(plan(items.toReversed()).toReversed()).toEqual(plan(items));
});

describe('a folder with a year or number before its name', () => {
  const there = ['/1 Projects', '/1 Projects/2024 Website', '/1 Projects/2025 Website'];

  it.each([
    ['Website', '1 Projects/2025 Website'],
    ['website', '1 Projects/2025 Website'],
    ['2024 Website', '1 Projects/2024 Website'],
    ['2023 Website', '1 Projects/2023 Website'],
    ['Web', '1 Projects/Web'],
  ])('matches project "%s": %s', (project, folder) => {
    const items = [file(`/${project} plan.txt`)];
    expect(folders(items, { folders: there, projects: [project] })).toEqual([folder]);
  });

  it('matches by its plain name if the project has the number', () => {
    const setting = { folders: ['/Areas', '/Areas/Health'], areas: ['03 Health'] };
    expect(folders([file('/03 health plan.txt')], setting)).toEqual(['Areas/Health']);
  });
});
