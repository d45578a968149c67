/** Where the rules put files that people really have, by name, and how many of whole folders. */
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../packages/server/src/files/fileType.ts';
import { nameOf } from '../../packages/server/src/files/path.ts';
import { organizeByJohnnyDecimal } from '../../packages/server/src/organize/methodologies/johnnyDecimal/johnnyDecimal.ts';
import type {
  ListedFile,
  Placement,
  Stay,
} from '../../packages/server/src/organize/methodologies/methodology.ts';
import { organizeByPara } from '../../packages/server/src/organize/methodologies/para/para.ts';
import { organizeByType } from '../../packages/server/src/organize/methodologies/type/type.ts';
import { accuracyOn } from '../bench/accuracy.ts';
import { now } from './labelled/labelled.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A file that was changed and read so many days ago. */
function file(path: string, days = 400): ListedFile {
  const name = nameOf(path);
  const ms = now - days * DAY_MS;
  return {
    ...{ kind: 'file', path, name, size: 1_000, ...kindOf(name), sniffed: false },
    ...{ createdMs: ms, modifiedMs: ms, accessedMs: ms, takenOn: undefined, sample: undefined },
  };
}

const methodologies = {
  type: (items: ListedFile[]) => organizeByType(listing(items), undefined),
  para: (items: ListedFile[]) => organizeByPara(listing(items), {}),
  johnny_decimal: (items: ListedFile[]) => organizeByJohnnyDecimal(listing(items), { given: [] }),
};

const listing = (items: ListedFile[]) => ({
  ...{ base: '/Downloads', destination: '/Downloads', items, folders: [], now },
});

function place(
  methodology: keyof typeof methodologies,
  path: string,
  days?: number,
): Placement | Stay | undefined {
  const item = file(path, days);
  return methodologies[methodology]([item])(item);
}

const folderOf = (...asked: Parameters<typeof place>): string | undefined =>
  place(...asked)?.folder;

describe('by type', () => {
  it.each([
    ['Inter-Regular.ttf', 'Fonts'],
    ['Recoleta.otf', 'Fonts'],
    ['icons.woff2', 'Fonts'],
    ['Firefox Setup 126.0.exe', 'Programs'],
    ['Slack.dmg', 'Programs'],
    ['benchy.stl', '3D models'],
    ['Mamas Linsensuppe.html', 'Documents'],
    ['key.pem', 'Keys'],
    ['movies.sqlite', 'Data'],
    ['qwertz.bin', 'Other'],
  ])('%s goes to %s', (name, folder) => {
    expect(folderOf('type', `/Downloads/${name}`)).toBe(folder);
  });
});

describe('by PARA', () => {
  it.each([
    'IMG_4471.jpg',
    'IMG-20190324-WA0019.jpg',
    'DSC_0192.NEF',
    'oma_und_opa_1968.tif',
    '2014/Italy/IMG_2231.CR2',
    '00017.MTS',
    'selfie roma.jpg',
  ])('a photo of 6 years ago, %s, goes to Resources rather than Archives', (name) => {
    expect(folderOf('para', `/Downloads/${name}`, 2200)).toMatch(/^Resources\//);
  });

  it.each([
    ['key.pem', 'Resources/Keys'],
    ['contacts.vcf', 'Resources/Contacts'],
    ['benchy.stl', 'Resources/Templates'],
    ['vlc-3.0.20-win64.exe', 'Resources/Software'],
    ['Privacy Policy Update.pdf', 'Resources/Terms'],
  ])('%s goes to %s at any age', (name, folder) => {
    expect(folderOf('para', `/Downloads/${name}`, 20)).toBe(folder);
    expect(folderOf('para', `/Downloads/${name}`, 900)).toBe(folder);
  });

  it('a folder that changed over more than a year is not grouped in Areas', () => {
    const items = ['a', 'b', 'c', 'd'].map((name, at) => file(`/Downloads/${name}q.pdf`, at * 300));
    const decide = methodologies.para(items);
    expect(items.map((item) => decide(item)?.folder)).not.toContain('Areas');
  });

  it('client work goes to Projects while active, then to Archives', () => {
    const path = '/Downloads/Clients/Okafor Wedding/RAW/_DSC1041.ARW';
    expect(folderOf('para', path, 20)).toBe('Projects/Okafor Wedding/RAW');
    expect(folderOf('para', path, 600)).toBe('Archives/Okafor Wedding/RAW');
  });

  it('a piece of work is as old as its latest file', () => {
    const items = [
      file('/Downloads/Projects/Shed/plan.pdf', 900),
      file('/Downloads/Projects/Shed/a.txt', 5),
    ];
    const decide = methodologies.para(items);
    expect(items.map((item) => decide(item)?.folder)).toEqual(['Projects/Shed', 'Projects/Shed']);
  });

  it('a project without changes for half a year goes to Archives', () => {
    expect(folderOf('para', '/Downloads/Projects/Shed/plan.pdf', 400)).toBe('Archives/Shed');
  });

  it.each([
    ['Trip to Rome 2026/notes.docx', 20, 'Projects/Trip to Rome 2026'],
    ['Trip to Rome 2024/notes.docx', 700, 'Archives/Trip to Rome 2024'],
    ['Sommerfest 2026/Getränke Bestellung.xlsx', 10, 'Projects/Sommerfest 2026'],
  ])('a dated event, %s of %i days ago, goes to %s', (path, days, folder) => {
    expect(folderOf('para', `/Downloads/${path}`, days)).toBe(folder);
  });

  it.each(['Verzekeringen', 'Contabilidad', 'Personalwesen', 'Trámites', 'Council tax'])(
    'a file without signals goes to Areas from the folder %s',
    (folder) => {
      expect(folderOf('para', `/Downloads/${folder}/qwertz.pdf`, 200)).toBe(`Areas/${folder}`);
    },
  );

  it('a recipe is not archived at any age', () => {
    expect(folderOf('para', '/Downloads/Rezepte/qwertz.pdf', 2500)).toBe('Resources/Rezepte');
  });

  it('images give no signal for documents next to them', () => {
    const items = ['a.jpg', 'b.jpg', 'qwertz.pdf'].map((name) => file(`/Downloads/Acme/${name}`));
    expect(methodologies.para(items)(items[2] ?? file('/'))).toMatchObject({ needsReview: true });
  });
});

describe('by PARA with names', () => {
  it.each([
    ['Marathon Valencia 2026/qwertz.pdf', 20, 'Projects/Marathon Valencia 2026'],
    ['Marathon Valencia 2022/qwertz.pdf', 1400, 'Archives/Marathon Valencia 2022'],
    ['Insurance 2026/qwertz.pdf', 20, 'Areas/Insurance 2026'],
    ['Car (sold)/qwertz.pdf', 300, 'Archives/Car (sold)'],
    ['Old website/qwertz.pdf', 300, 'Archives/Old website'],
    ['Preise/qwertz.pdf', 700, undefined],
  ])('%s of %i days ago goes to %s', (path, days, folder) => {
    const placed = folderOf('para', `/Downloads/${path}`, days);
    if (folder) expect(placed).toBe(folder);
    else expect(placed).not.toMatch(/^(Projects|Archives)/);
  });

  it.each([
    ['Kündigung Fitnessstudio.docx', 8, /^Projects/],
    ['Widerspruch Bescheid.docx', 500, /^Archives/],
    ['Fahrkarte abgelaufen.pdf', 60, /^Archives/],
  ])('%s of %i days ago goes to %s', (name, days, folder) => {
    expect(folderOf('para', `/Downloads/${name}`, days)).toMatch(folder);
  });

  it.each(['qwertz.pdf', 'Scans/qwertz.pdf', 'zu sortieren/qwertz.docx'])(
    'an unsorted old document, %s, is left in Resources for review',
    (path) => {
      const placement = place('para', `/Downloads/${path}`, 1500);
      expect(placement?.folder).toMatch(/^Resources\//);
      expect(placement).toMatchObject({ needsReview: true });
    },
  );

  it('an image follows documents next to it with a higher confidence', () => {
    const names = ['insurance contract 1.pdf', 'insurance contract 2.pdf', 'x.pdf', 'qwertz.jpg'];
    const items = names.map((name) => file(`/Downloads/Acme/${name}`, 100));
    expect(methodologies.para(items)(items[3] ?? file('/'))?.folder).toBe('Areas/Acme');
  });

  it('a camera photo does not follow documents next to it', () => {
    const names = ['insurance contract 1.pdf', 'insurance contract 2.pdf', 'x.pdf', 'IMG_4471.jpg'];
    const items = names.map((name) => file(`/Downloads/Acme/${name}`, 100));
    expect(methodologies.para(items)(items[3] ?? file('/'))?.folder).toMatch(/^Resources/);
  });
});

describe('by PARA, a folder with documents, images and models changed within some months', () => {
  const names = ['lease.pdf', 'costs.xlsx', 'notes.txt', 'IMG_4471.jpg', 'room.stl'];
  const old = Array.from({ length: 20 }, (_, at) => file(`/Downloads/q${at}.pdf`, 500 + 90 * at));
  const foldersOf = (folder: string, days: number, others = old) => {
    const items = names.map((name, at) => file(`/Downloads/${folder}/${name}`, days + at * 10));
    const decide = methodologies.para([...items, ...others]);
    return new Set(items.map((item) => decide(item)?.folder));
  };

  it('goes to Projects as a whole', () => {
    expect(foldersOf('Ahornweg 14', 5)).toEqual(new Set(['Projects/Ahornweg 14']));
  });

  it('goes to Archives as a whole after a long time', () => {
    expect(foldersOf('Ahornweg 14', 900)).toEqual(new Set(['Archives/Ahornweg 14']));
  });

  it('is not a project if all files in the library changed then', () => {
    expect(foldersOf('Ahornweg 14', 5, []).size).toBeGreaterThan(1);
  });

  it('is not a project if its name is an area', () => {
    expect(foldersOf('Insurance', 5)).toContain('Areas/Insurance');
  });

  it('is not a project if its name means nothing', () => {
    expect(foldersOf('Scans', 5).size).toBeGreaterThan(1);
  });
});

describe('by Johnny Decimal', () => {
  it('ANSI_X3.4-1968.gz is not a backup of 1968', () => {
    const placement = place('johnny_decimal', '/Downloads/ANSI_X3.4-1968.gz', 1900);
    expect(placement?.folder).not.toContain('1968');
    expect(placement).toMatchObject({ needsReview: true });
  });

  it.each([
    'Privacy Policy Update.pdf',
    'Return policy Zalando.html',
    'cookie_policy.txt',
    'HR policy.docx',
  ])('%s is not insurance', (name) => {
    expect(folderOf('johnny_decimal', `/Downloads/${name}`)).not.toContain('Insurance');
  });

  it.each([
    ['Tierarzt Termin.pdf', '26 Garden and pets'],
    ['Reisepass Lena.pdf', '31 Identity'],
    ['WhatsApp Chat mit Anna.txt', '33 Letters'],
    ['Zinsbescheinigung 2025.pdf', '11 Banking'],
    ['quittance de loyer mai.pdf', '21 Housing'],
    ['comunidad de propietarios acta.pdf', '21 Housing'],
    ['Vokabeln Lektion 5.docx', '55 Languages'],
    ['Klassenfahrt Infos.pdf', '61 Travel'],
  ])('%s belongs to %s', (name, category) => {
    expect(folderOf('johnny_decimal', `/Downloads/${name}`)).toContain(category);
  });

  it.each(['Zellteilung.pptx', 'Karte Afrika.svg', 'Stundenplan.png', 'Messreihe.csv'])(
    '%s in a folder named Biologie goes with the courses',
    (name) => {
      const path = `/Downloads/Schule/Biologie/${name}`;
      expect(folderOf('johnny_decimal', path)).toContain('51 Courses');
    },
  );

  it('an image follows documents next to it with a higher confidence', () => {
    const items = ['invoice receipt 1.pdf', 'invoice receipt 2.pdf', 'qwertz.jpg'].map((name) =>
      file(`/Downloads/Acme/${name}`),
    );
    const decide = methodologies.johnny_decimal(items);
    expect(decide(items[2] ?? file('/'))?.folder).toContain('13 Invoices');
  });

  it('an insurance policy is insurance', () => {
    const path = '/Downloads/insurance policy 2026.pdf';
    expect(folderOf('johnny_decimal', path)).toContain('14 Insurance');
  });

  it.each(['application-pdf.svg', 'application-x-zip.svg', 'application-json-icon.png'])(
    'the icon %s is not a job application',
    (name) => {
      expect(folderOf('johnny_decimal', `/Downloads/${name}`)).toContain('76 Designs');
    },
  );

  it('contacts.vcf goes to Contacts', () => {
    expect(folderOf('johnny_decimal', '/Downloads/contacts.vcf')).toContain('37 Contacts');
  });

  it.each([
    ['Versicherungen', '14 Insurance'],
    ['Comptabilité', '13 Invoices'],
    ['Scuola', '51 Courses'],
    ['Handleidingen', '23 Manuals'],
  ])('a file without signals goes from the folder %s to %s', (folder, category) => {
    const placement = place('johnny_decimal', `/Downloads/${folder}/qwertz.pdf`);
    expect(placement?.folder).toContain(category);
    expect(placement).toMatchObject({ needsReview: false });
  });

  it('a word in the file name outweighs the folder of a department', () => {
    expect(folderOf('johnny_decimal', '/Downloads/Personnel/payslip.pdf')).toContain('15 Pay');
  });

  it('the name of a client is not a signal', () => {
    const path = '/Downloads/Clients/Old School Hotel/qwertz.pdf';
    expect(folderOf('johnny_decimal', path)).toContain('43 Projects');
  });

  it('a file without signals follows files above it', () => {
    const items = ['invoice 1.pdf', 'invoice 2.pdf', 'invoice 3.pdf', 'x/qwertz.pdf'].map((name) =>
      file(`/Downloads/Acme/${name}`),
    );
    const decide = methodologies.johnny_decimal(items);
    expect(decide(items[3] ?? file('/'))?.folder).toContain('13 Invoices');
  });

  it('a file without signals follows files next to it', () => {
    const items = ['invoice 1.pdf', 'invoice 2.pdf', 'qwertz.pdf'].map((name) =>
      file(`/Downloads/Acme/${name}`),
    );
    const decide = methodologies.johnny_decimal(items);
    expect(items.map((item) => decide(item)?.folder)).toEqual(
      Array.from({ length: 3 }, () => '10-19 Finance/13 Invoices/13.01 Acme'),
    );
  });
});

/** What was reached on the folders that the rules were made with, less one point, in percent. */
describe.each([
  ['type', 'downloads', { right: 98.8, sure: 98.8, toReview: 5, largest: 55 }],
  ['type', 'photographer', { right: 98, sure: 99, toReview: 5.4, largest: 44 }],
  ['type', 'office', { right: 99, sure: 99, toReview: 2, largest: 79.4 }],
  ['para', 'household', { right: 86.4, sure: 87.4, toReview: 11.4, largest: 4.4 }],
  ['para', 'downloads', { right: 94.6, sure: 95.5, toReview: 14.2, largest: 12.2 }],
  ['para', 'photographer', { right: 94.6, sure: 94.7, toReview: 4.2, largest: 3.4 }],
  ['para', 'office', { right: 94.2, sure: 95.3, toReview: 8.8, largest: 4 }],
  ['johnny_decimal', 'household', { right: 86.6, sure: 88.8, toReview: 10.8, largest: 3.6 }],
  ['johnny_decimal', 'downloads', { right: 89.4, sure: 93.2, toReview: 11, largest: 7.6 }],
  ['johnny_decimal', 'photographer', { right: 94.6, sure: 95.5, toReview: 3.8, largest: 5.8 }],
  ['johnny_decimal', 'office', { right: 90, sure: 92.7, toReview: 9.4, largest: 3.4 }],
] as const)('%s on the list %s', (methodology, list, floor) => {
  const reached = accuracyOn(methodology, list);

  it(`places at least ${floor.right} % as labelled`, () => {
    expect(reached.right * 100).toBeGreaterThanOrEqual(floor.right);
  });

  it(`is right about at least ${floor.sure} % of its confident placements`, () => {
    expect(reached.rightWhereSure * 100).toBeGreaterThanOrEqual(floor.sure);
  });

  it(`leaves at most ${floor.toReview} % for review`, () => {
    expect(reached.toReview * 100).toBeLessThanOrEqual(floor.toReview);
  });

  it(`puts at most ${floor.largest} % into one folder`, () => {
    expect(reached.largest.share * 100).toBeLessThanOrEqual(floor.largest);
  });
});
