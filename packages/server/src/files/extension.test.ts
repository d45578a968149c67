import { describe, expect, it } from 'vitest';
import { firstVolumeOf, nameParts, wholeOf } from './extension.ts';

describe('the extension of a name', () => {
  it.each([
    ['report.pdf', '.pdf'],
    ['archive.TAR', '.TAR'],
    ['My.Report.v1.docx', '.docx'],
    ['clip.MP4', '.MP4'],
    ['model.abcd', '.abcd'],
    ['drawing.sketch', '.sketch'],
    // Two parts with a combined meaning.
    ['a.tar.gz', '.tar.gz'],
    ['a.tar.zst', '.tar.zst'],
    ['dump.sql.gz', '.sql.gz'],
    ['letter.pdf.gpg', '.pdf.gpg'],
    ['backup.tar.gz.gpg', '.tar.gz.gpg'],
    ['IMG_1.jpg.xmp', '.jpg.xmp'],
    ['index.d.ts', '.d.ts'],
    ['jquery.min.js', '.min.js'],
    ['paging.test.ts', '.test.ts'],
    // Volumes of an archive.
    ['movie.part1.rar', '.part1.rar'],
    ['movie.part01.RAR', '.part01.RAR'],
    ['movie.r00', '.r00'],
    ['MOVIE.R00', '.R00'],
    ['photos.z01', '.z01'],
    ['backup.7z.001', '.7z.001'],
    ['backup.tar.gz.ab', '.tar.gz.ab'],
    ['disk.001', '.001'],
    ['set.vol003+04.par2', '.vol003+04.par2'],
  ])('of %s is %s', (name, extension) => {
    expect(nameParts(name)).toEqual({ stem: name.slice(0, -extension.length), extension });
  });

  it.each([
    'README',
    'My.Report.v1',
    'My.Report.v1.2',
    'app.rc1',
    '2024.05.17',
    'Mr.Smith',
    'Plan.B',
    'Galaxy.S22',
    'v1.2.003',
    'notes.finally',
    '.profile',
    '..txt',
    'end.',
    'v1.2 final',
    '',
  ])('is empty for "%s"', (name) => {
    expect(nameParts(name)).toEqual({ stem: name, extension: '' });
  });
});

it('an extension is short enough for a number next to it', () => {
  for (const name of [`x${'.gz'.repeat(84)}`, `a.vol${'0'.repeat(240)}+1.par2`]) {
    expect(nameParts(name).extension.length).toBeLessThanOrEqual(40);
  }
});

describe('a volume of an archive', () => {
  it.each([
    ['movie.part2.rar', 'movie.part1.rar'],
    ['movie.part10.rar', 'movie.part01.rar'],
    ['movie.r00', 'movie.rar'],
    ['MOVIE.R01', 'MOVIE.RAR'],
    ['photos.z02', 'photos.zip'],
    ['backup.7z.002', 'backup.7z.001'],
    ['disk.012', 'disk.001'],
    ['backup.tar.gz.ab', 'backup.tar.gz.aa'],
    ['backup.7z.001', undefined],
    ['movie.part1.rar', undefined],
    ['movie.rar', undefined],
    ['report.pdf', undefined],
  ])('%s belongs to the first volume %s', (name, first) => {
    expect(firstVolumeOf(name)).toBe(first);
  });

  it.each([
    ['movie.r00', 'movie.rar'],
    ['photos.z01', 'photos.zip'],
    ['backup.7z.002', 'backup.7z'],
    ['backup.tar.gz.ab', 'backup.tar.gz'],
    ['disk.001', undefined],
    ['report.pdf', undefined],
  ])('%s is a part of %s', (name, whole) => {
    expect(wholeOf(name)).toBe(whole);
  });
});
