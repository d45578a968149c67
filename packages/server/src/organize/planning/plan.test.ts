import { describe, expect, it } from 'vitest';
import { fileTypeOf, mediaTypeOf } from '../../files/fileType.ts';
import { nameOf } from '../../files/path.ts';
import type { KeptItem } from '../../storage/jobs/planRepository.ts';
import type { DateSource } from '../dates/dateClaim.ts';
import { organizeByDate } from '../methodologies/date/date.ts';
import type {
  ListedFile,
  ListedItem,
  Listing,
  Placement,
  Stay,
} from '../methodologies/methodology.ts';
import { organizeByType } from '../methodologies/type/type.ts';
import { FolderCounts, planMoves } from './plan.ts';

const now = Date.parse('2026-01-15T12:00:00Z');

function file(path: string, facts: Partial<ListedFile> = {}): ListedFile {
  const name = nameOf(path);
  const mediaType = mediaTypeOf(name);
  const type = fileTypeOf(name, mediaType);
  const times = { createdMs: now, modifiedMs: now, accessedMs: now };
  const content = { mediaType, type, sniffed: false, takenOn: undefined, sample: undefined };
  return { kind: 'file', path, name, size: 1, ...times, ...content, ...facts };
}

const listingOf = (items: readonly ListedItem[], more: Partial<Listing> = {}): Listing => ({
  base: '/',
  destination: '/',
  items,
  folders: [],
  now,
  ...more,
});

type Rules = (item: ListedItem) => Placement | Stay | undefined;

/** What is planned, and what stays. */
function planned(listing: Listing, rules: Rules, occupied: readonly string[], minConfidence = 0) {
  const kept: KeptItem[] = [];
  const keep = (item: KeptItem) => kept.push(item);
  return { moves: [...planMoves(listing, rules, { occupied, minConfidence, keep })], kept };
}

function plan(listing: Listing, rules: Rules = organizeByType(listing, undefined), min = 0) {
  const occupied = [...listing.items].map(({ path }) => path);
  const { moves, kept } = planned(listing, rules, occupied, min);
  return { moves: moves.map(({ from, to }) => `${from} > ${to}`), kept };
}

describe('a companion of a picture', () => {
  it.each([
    ['/a/IMG_1.jpg', '/a/IMG_1.xmp'],
    ['/a/IMG_1.jpg', '/a/IMG_1.jpg.xmp'],
    ['/a/IMG_1.HEIC', '/a/IMG_1.AAE'],
    ['/a/IMG_1.JPG', '/a/IMG_1.NEF'],
    ['/a/IMG_1.cr2', '/a/IMG_1.CR2.xmp'],
  ])('%s moves with %s', (picture, companion) => {
    const taken = file(picture, {
      ownDate: { source: 'taken', day: '2024-05-17', doubt: undefined },
    });
    const listing = listingOf([taken, file(companion)]);
    const { moves } = plan(listing, organizeByDate(listing, undefined));
    expect(moves).toEqual(
      [picture, companion].map((path) => `${path} > /2024/2024-05/${nameOf(path)}`),
    );
  });

  it('gets the number of its picture', () => {
    const others = ['IMG_1.jpg', 'IMG_1 (2).png', 'IMG_1 (2).xmp'].map((name) =>
      file(`/Images/${name}`),
    );
    const pictures = [file('/a/IMG_1.jpg'), file('/a/IMG_1.jpg.aae'), file('/a/IMG_1.xmp')];
    expect(plan(listingOf([...others, ...pictures])).moves).toEqual([
      '/a/IMG_1.jpg > /Images/IMG_1 (3).jpg',
      '/a/IMG_1.jpg.aae > /Images/IMG_1 (3).jpg.aae',
      '/a/IMG_1.xmp > /Images/IMG_1 (3).xmp',
    ]);
  });

  it('stays if its picture stays', () => {
    const listing = listingOf([file('/a/IMG_1.xmp')]);
    const { moves, kept } = planned(listing, organizeByType(listing, undefined), [
      '/a/IMG_1.jpg',
      '/a/IMG_1.xmp',
    ]);
    expect(moves).toEqual([]);
    expect(kept).toEqual([
      { path: '/a/IMG_1.xmp', reason: 'It belongs to IMG_1.jpg, which stays where it is' },
    ]);
  });

  it('moves alone if there is no picture', () => {
    expect(plan(listingOf([file('/a/IMG_1.nef')])).moves).toHaveLength(1);
  });
});

it('keeps files with low confidence', () => {
  const listing = listingOf([file('/sure.txt'), file('/unsure.bin')]);
  expect(plan(listing, undefined, 0.6)).toMatchObject({
    moves: ['/sure.txt > /Documents/sure.txt'],
    kept: [
      {
        path: '/unsure.bin',
        reason: expect.stringMatching('^The confidence of 0.5 is below 0.6: '),
      },
    ],
  });
});

it('keeps files for which the methodology has no folder', () => {
  const listing = listingOf([file('/a.txt'), file('/b.bin')]);
  expect(plan(listing, () => ({ folder: undefined, reason: 'It is full' })).kept).toHaveLength(2);
});

describe('the volumes of an archive', () => {
  it.each([
    ['movie.part1.rar', 'movie.part2.rar', 'movie.part3.rar'],
    ['movie.rar', 'movie.r00', 'movie.r01'],
    ['photos.zip', 'photos.z01'],
    ['backup.7z.001', 'backup.7z.002'],
  ])('such as %s stay together with or without a number', (...names) => {
    const [first = ''] = names;
    const there = file(`/Archives/${first}`);
    const volumes = names.map((name) => file(`/a/${name}`));
    const { moves } = plan(listingOf([there, ...volumes], { folders: ['/Archives', '/a'] }));
    const numbered = (name: string) => name.replace(/^\w+/, '$& (2)');
    expect(moves.toSorted()).toEqual(
      names.map((name) => `/a/${name} > /Archives/${numbered(name)}`).toSorted(),
    );
  });

  it('get a number that is free for all of them', () => {
    const there = ['movie.part1.rar', 'movie (2).part2.rar'].map((name) =>
      file(`/Archives/${name}`),
    );
    const volumes = [file('/a/movie.part1.rar'), file('/a/movie.part2.rar')];
    const { moves } = plan(listingOf([...there, ...volumes], { folders: ['/Archives', '/a'] }));
    expect(moves).toEqual([
      '/a/movie.part1.rar > /Archives/movie (3).part1.rar',
      '/a/movie.part2.rar > /Archives/movie (3).part2.rar',
    ]);
  });

  it('without the first one are planned one by one', () => {
    const { moves } = plan(listingOf([file('/a/movie.r01'), file('/a/photos.z02')]));
    expect(moves).toEqual([
      '/a/movie.r01 > /Archives/movie.r01',
      '/a/photos.z02 > /Archives/photos.z02',
    ]);
  });
});

const bundle = (path: string): ListedItem => ({
  kind: 'bundle',
  ...{ path, name: nameOf(path), mark: '.git', modifiedMs: now, accessedMs: now },
});

describe('a bundle', () => {
  const projects: Rules = () => ({
    folder: '1 Projects',
    reason: 'It is one',
    confidence: 0.8,
    needsReview: false,
  });

  it('stays if its methodology is not sure', () => {
    const listing = listingOf([bundle('/site')]);
    const staying = [{ path: '/site', reason: 'Project folder (.git), left as it is' }];
    expect(plan(listing)).toEqual({ moves: [], kept: staying });
    expect(plan(listing, projects, 0.9)).toMatchObject({ moves: [], kept: [{ path: '/site' }] });
  });

  it('moves as one', () => {
    const folders = ['/1 projects'];
    const occupied = ['/site/index.html', '/site/src/a.ts', '/notes.txt'];
    const { moves } = planned(listingOf([bundle('/site')], { folders }), projects, occupied);
    expect(moves).toMatchObject([{ kind: 'bundle', from: '/site', to: '/1 projects/site' }]);
    const counts = new FolderCounts(occupied);
    for (const move of moves) counts.add(move);
    expect(counts.all()).toEqual([
      { path: '/', filesBefore: 1, filesAfter: 1 },
      { path: '/1 projects', filesBefore: 0, filesAfter: 0 },
      { path: '/1 projects/site', filesBefore: 0, filesAfter: 1 },
      { path: '/site', filesBefore: 1, filesAfter: 0 },
    ]);
    const done = listingOf([bundle('/1 projects/site')], { folders });
    expect(plan(done, projects)).toEqual({ moves: [], kept: [] });
  });

  it('gets a name that no folder, file or bundle has', () => {
    const items = [bundle('/a/site'), bundle('/b/Site')];
    const listing = listingOf(items, { folders: ['/1 Projects', '/1 Projects/site'] });
    const { moves } = planned(listing, projects, ['/1 Projects/site (2)']);
    expect(moves.map(({ to }) => to)).toEqual(['/1 Projects/site (3)', '/1 Projects/Site (4)']);
  });

  it('stays if files will move into it', () => {
    const items = [bundle('/1 Projects'), bundle('/site'), file('/a.txt')];
    const listing = listingOf(items, { folders: ['/1 Projects', '/site'] });
    expect(plan(listing, projects)).toEqual({
      moves: ['/a.txt > /1 Projects/a.txt', '/site > /1 Projects/site'],
      kept: [{ path: '/1 Projects', reason: 'Other files will move into it' }],
    });
  });
});

it('reuses folders in the destination', () => {
  const more = { base: '/in', destination: '/out', folders: ['/out/images'] };
  const items = [file('/in/a.png'), file('/in/b.txt')];
  expect(plan(listingOf(items, more)).moves).toEqual([
    '/in/a.png > /out/images/a.png',
    '/in/b.txt > /out/Documents/b.txt',
  ]);
});

describe('the target folder', () => {
  it('is not planned if a file has its name in any case', () => {
    const listing = listingOf([file('/a/1.txt'), file('/a/1.png'), file('/DOCUMENTS')]);
    expect(plan(listing)).toEqual({
      moves: ['/a/1.png > /Images/1.png'],
      kept: [
        { path: '/a/1.txt', reason: 'The file "/DOCUMENTS" is in the way of its folder' },
        {
          path: '/DOCUMENTS',
          reason:
            'Other files go to a folder with the same name, "DOCUMENTS"; rename this file and scan again',
        },
      ],
    });
    const dated = listingOf([file('/1.txt'), file('/2026')]);
    const { kept } = plan(dated, organizeByDate(dated, undefined));
    expect(kept.map(({ path }) => path)).toEqual(['/1.txt', '/2026']);
  });

  it('keeps its name from files and bundles of the same plan', () => {
    const rules: Rules = ({ path }) => ({
      folder: path.startsWith('/a/') ? 'Projects' : 'Projects/site/new',
      ...{ reason: '', confidence: 1, needsReview: false },
    });
    const items = [file('/a/site'), bundle('/a/Site'), file('/b/1.txt')];
    expect(plan(listingOf(items), rules).moves).toEqual([
      '/a/site > /Projects/site (2)',
      '/b/1.txt > /Projects/site/new/1.txt',
      '/a/Site > /Projects/Site (3)',
    ]);
  });

  it('is used even if it exists next to a file of its name', () => {
    const listing = listingOf([file('/a/1.txt'), file('/DOCUMENTS')], { folders: ['/Documents'] });
    expect(plan(listing).moves).toContain('/a/1.txt > /Documents/1.txt');
  });

  it('is created once for names that differ only in case', () => {
    const rules: Rules = ({ path }) => ({
      folder: path.startsWith('/B/') ? 'Projects/B/new' : 'projects/b/new',
      ...{ reason: '', confidence: 1, needsReview: false },
    });
    const { moves } = plan(listingOf([file('/B/a.txt'), file('/b/A.txt')]), rules);
    expect(moves).toEqual([
      '/B/a.txt > /Projects/B/new/a.txt',
      '/b/A.txt > /Projects/B/new/A (2).txt',
    ]);
  });
});

describe('a date', () => {
  const placed = (facts: Partial<ListedFile>) =>
    organizeByDate(listingOf([]), undefined)(file('/x.jpg', facts));
  const own = (source: DateSource, day?: string, doubt?: string): Partial<ListedFile> => ({
    ownDate: { source, day, doubt },
  });

  it.each([
    { modifiedMs: now + 2 * 86_400_000 },
    { modifiedMs: 0 },
    { modifiedMs: Date.UTC(1980, 0, 1, 5) },
    own('taken', '1965-06-01', 'says 1965-06-01, which is before digital cameras'),
    own('taken', undefined, 'says "2011:07:45", which is not a date'),
  ])('of %j needs review', (facts) => {
    expect(placed(facts)).toMatchObject({ needsReview: true, confidence: 0.2 });
  });

  it.each([
    { modifiedMs: now + 23 * 3_600_000 },
    own('taken', '2026-01-16'),
    own('utc', '2019-03-01'),
  ])('of %j is trusted', (facts) => {
    expect(placed(facts)).toMatchObject({ needsReview: false });
  });

  const name = 'IMG_20230714_233000.jpg';
  it.each<[string, Partial<ListedFile>, string, string, number]>([
    [
      'a camera',
      own('taken', '2019-03-01'),
      '2019-03',
      'was taken on 2019-03-01 according to its EXIF data',
      0.95,
    ],
    [
      'a scanner',
      own('digitized', '2019-03-01'),
      '2019-03',
      'was digitized on 2019-03-01 according to its EXIF data',
      0.9,
    ],
    [
      'its name',
      own('edited', '2019-03-01'),
      '2023-07',
      'is from 2023-07-14 according to its name',
      0.8,
    ],
    ['its name alone', {}, '2023-07', 'is from 2023-07-14 according to its name', 0.8],
    [
      'a film in UTC and its name',
      own('utc', '2023-07-15'),
      '2023-07',
      'was filmed on 2023-07-14 according to its name and its metadata (UTC)',
      0.85,
    ],
    [
      'a film in UTC of another day than its name',
      own('utc', '2023-08-15'),
      '2023-08',
      'was filmed on 2023-08-15 according to its metadata (UTC)',
      0.85,
    ],
  ])('of %s is explained by its source', (_what, facts, month, reason, confidence) => {
    const placement = organizeByDate(listingOf([]), undefined)(file(`/${name}`, facts));
    expect(placement).toEqual({
      ...{ folder: `${month.slice(0, 4)}/${month}`, reason: `${name} ${reason}` },
      ...{ confidence, needsReview: false },
    });
  });

  it('in a name replaces an impossible one for review', () => {
    const facts = own('taken', undefined, 'says 2099-07-31, which is in the future');
    const placement = organizeByDate(listingOf([]), undefined)(file(`/${name}`, facts));
    expect(placement).toMatchObject({
      ...{ folder: '2023/2023-07', needsReview: true },
      reason: `${name} is from 2023-07-14 according to its name, but its EXIF data says 2099-07-31, which is in the future`,
    });
  });

  it('of the last edit takes precedence over the modification time', () => {
    expect(placed(own('edited', '2019-03-01'))).toMatchObject({ folder: '2019/2019-03' });
  });
});
