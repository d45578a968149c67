/**
 * Small files of the formats that the server reads, made by hand, and by ffmpeg and ImageMagick where
 * they are installed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import * as media from '../../../packages/server/src/organize/dates/testing/media.ts';
import * as documents from '../../../packages/server/src/search/testing/sampleDocuments.ts';

/** A file, by the name that it has in a library. */
export type Sample = { readonly name: string; readonly bytes: Buffer };

const taken = '2019:05:17 23:30:00';
const dates = { taken, digitized: taken, edited: taken };
const seconds = Date.parse('2023-07-15T06:30:00Z') / 1000;
const sinceMatroska = BigInt(seconds - Date.UTC(2001, 0) / 1000) * 1_000_000_000n;
const latin1 = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');

/** Files whose kind, or whose date, is read. */
export const pictures: readonly Sample[] = [
  { name: 'photo.jpg', bytes: media.jpeg(media.tiff(dates)) },
  { name: 'profile.jpg', bytes: media.jpeg(media.tiff(dates, 'MM'), [Buffer.alloc(200)]) },
  { name: 'scan.tif', bytes: media.tiff(dates, 'MM') },
  { name: 'raw.nef', bytes: media.tiff(dates, 'II', 512) },
  { name: 'raw.cr3', bytes: media.cr3(dates) },
  { name: 'raw.raf', bytes: media.raf(media.tiff(dates)) },
  { name: 'photo.png', bytes: media.png(media.tiff(dates), 2, 64) },
  { name: 'photo.webp', bytes: media.webp(media.tiff(dates), Buffer.alloc(99)) },
  { name: 'photo.heic', bytes: media.heif(media.tiff(dates)) },
  { name: 'header.heic', bytes: media.heif(media.tiff(dates), 'heic', 1) },
  { name: 'photo.avif', bytes: media.heif(media.tiff(dates), 'avif') },
  {
    name: 'no-meta.heic',
    bytes: latin1('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0free\0\0\0\0free'),
  },
];

export const films: readonly Sample[] = [
  { name: 'film.mp4', bytes: media.film([media.mvhd(seconds)], 'isom', 1000) },
  {
    name: 'film.mov',
    bytes: media.film(
      [
        media.mvhd(seconds, 1),
        media.quickTimeKeys({ 'com.apple.quicktime.creationdate': '2024-05-17T23:30:00-0700' }),
        media.box('udta', media.box('\xa9day', Buffer.from('\0\x18\0\x002024-05-17T23:30:00'))),
      ],
      'qt  ',
      1000,
    ),
  },
  { name: 'film.mkv', bytes: media.matroska(sinceMatroska) },
  { name: 'stream.webm', bytes: media.matroska(sinceMatroska, false) },
  { name: 'film.avi', bytes: media.avi('2005-08-10 13:37:00\0') },
];

/** What only its kind is read of. */
const others: readonly Sample[] = [
  {
    name: 'music.mp3',
    bytes: latin1('ID3\x04\0\0\0\0\0\x10TIT2\0\0\0\x04\0\0\0abc\xff\xfb\x90\x64'),
  },
  {
    name: 'music.ogg',
    bytes: latin1(`OggS\0\x02${'\0'.repeat(20)}\x01\x1e\x01vorbis${'\0'.repeat(40)}`),
  },
  { name: 'music.flac', bytes: latin1(`fLaC\0\0\0\x22${'\x01'.repeat(60)}`) },
  {
    name: 'music.wma',
    bytes: Buffer.concat([
      asfHeader(),
      asfObject('9107dcb7b7a9cf118ee600c00c205365', 60),
      asfObject('a1dcab8c47a9cf118ee400c00c205365', 60),
    ]),
  },
  {
    name: 'archive.zip',
    bytes: documents.zip({ 'a.txt': 'a', 'folder/b.txt': 'b'.repeat(500), '../c': 'c' }),
  },
  {
    name: 'book.epub',
    bytes: documents.zip({ mimetype: 'application/epub+zip', 'a.xml': '<a/>' }),
  },
  {
    name: 'program.jar',
    bytes: documents.zip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0' }),
  },
  { name: 'archive.tar', bytes: tar('a.txt', 'content') },
  { name: 'archive.tgz', bytes: gzipSync(tar('a.txt', 'content')) },
  {
    name: 'drawing.svg',
    bytes: latin1('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
  },
  { name: 'old.doc', bytes: cfb() },
  { name: 'program', bytes: latin1(`\x7fELF\x02\x01\x01${'\0'.repeat(60)}`) },
  { name: 'unknown', bytes: latin1(`\x01\x02\x03\x04${'\0\x01'.repeat(9_000)}`) },
];

const word = documents.related(
  {
    '': [['officeDocument', 'word/document.xml']],
    'word/document.xml': [
      ['header', 'header1.xml'],
      ['footnotes', '../word/footnotes.xml'],
      ['aFChunk', 'chunk.rtf'],
    ],
  },
  {
    'word/document.xml': documents.wordPart(documents.wordText('Zeppelin &amp; mehr')),
    'word/header1.xml': documents.wordPart(documents.wordText('Head')),
    'word/footnotes.xml': documents.wordPart(documents.wordText('Foot')),
    'word/chunk.rtf': '{\\rtf1 chunk}',
  },
);

const rtf = latin1(
  '{\\rtf1\\ansi\\ansicpg1250\\deff1{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}',
  "{\\info{\\title Heliotrope}}\\f0 Gr\\'fc\\'dfe {\\b bold}{\\footnote note}\\u8364?\\uc2\\u26481\\'93\\'8c",
  '{\\pict\\bin4 abcd}{\\*\\unknown x}{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt link}}\\par}',
);

const html = Buffer.from(
  `<!doctype html><html><head><meta charset="utf-8"><title>T</title><style>p{}</style></head><body>
   <p title="tip">Gr&uuml;&szlig;e <b>aus</b> K\u00f6ln<ruby>\u6771<rt>to</rt></ruby><script>1<2</script>
   <img alt="pic"><table><tr><td>1</td><td>2</td></tr></table><!-- note --></body></html>`,
);

const mail = latin1(
  'From: =?iso-8859-1?Q?J=F6rg?= <joerg@example.org>',
  'To: Team: ann@example.org, "Bob, B." <bob@example.org>;',
  'Subject: =?utf-8?B?R3LDvMOfZQ==?= und',
  ' mehr',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  'Content-Type: multipart/alternative; boundary=c',
  '',
  '--c',
  'Content-Type: text/plain; charset=iso-8859-2; format=flowed; delsp=yes',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '=A3=F3d=BC is a long line=',
  ' that goes on',
  '--c',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('<p>Gr&uuml;&szlig;e <b>K</b>oeln</p>').toString('base64'),
  '--c--',
  '--b',
  'Content-Type: message/rfc822',
  '',
  'Subject: inner',
  '',
  'inner text',
  '--b',
  'Content-Type: text/csv',
  "Content-Disposition: attachment; filename*0*=utf-8''%C3%9Cber; filename*1=sicht.csv",
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('kumquat;42').toString('base64'),
  '--b--',
);

/** Documents that are parsed for their text. PDF, which takes longest, is apart. */
export const texts: readonly Sample[] = [
  { name: 'letter.docx', bytes: word },
  { name: 'plain.docx', bytes: documents.docx('Zeppelin', 'Ahoy &amp; away') },
  { name: 'sheet.xlsx', bytes: documents.xlsx('shared', 'inline', 1234.5) },
  { name: 'slides.pptx', bytes: documents.pptx('First slide') },
  { name: 'letter.odt', bytes: documents.odt('Gr\u00fc\u00dfe aus K\u00f6ln') },
  { name: 'letter.rtf', bytes: rtf },
  { name: 'page.html', bytes: html },
  {
    name: 'feed.xml',
    bytes: latin1('<?xml version="1.0" encoding="iso-8859-1"?><a b="c">&lt;\xfc<![CDATA[x]]></a>'),
  },
  { name: 'mail.eml', bytes: mail },
  {
    name: 'box.mbox',
    bytes: Buffer.concat([latin1('From a\n'), mail, latin1('\n\nFrom b\n'), mail]),
  },
  {
    name: 'mail.emlx',
    bytes: Buffer.concat([latin1(`${mail.length}\n`), mail, latin1('<plist/>')]),
  },
  {
    name: 'card.vcf',
    bytes: latin1(
      'BEGIN:VCARD',
      'N;CHARSET=iso-8859-2;QUOTED-PRINTABLE:=A3=F3=',
      '=BC',
      'NOTE:a\\,b',
      ' c',
      'END:VCARD',
    ),
  },
  {
    name: 'week.ics',
    bytes: latin1('BEGIN:VCALENDAR', 'SUMMARY:a\\;b', '  folded', 'END:VCALENDAR'),
  },
  { name: 'web.doc', bytes: html },
  {
    name: 'notes.txt',
    bytes: Buffer.from('Gr\u00fc\u00dfe aus K\u00f6ln, hy-\n   phenated. '.repeat(20)),
  },
  {
    name: 'wide.txt',
    bytes: Buffer.from(
      `\ufeff${'Gr\u00fc\u00dfe aus K\u00f6ln, hy-\n phenated. '.repeat(20)}`,
      'utf16le',
    ),
  },
  { name: 'data.json', bytes: Buffer.from('{"a": "\\u00fc\\ud83d\\ude00"}') },
];

export const pdfs: readonly Sample[] = [
  { name: 'report.pdf', bytes: documents.pdf('Annual report') },
  { name: 'tokyo.pdf', bytes: documents.encodedPdf('UniJIS-UTF16-H', 'Japan1', '67714eac') },
  { name: 'locked.pdf', bytes: documents.encryptedPdf('secret') },
  { name: 'packed.pdf', bytes: packedPdf() },
];

/** Whatever a library may hold, by what it looks like to one who does not open it. */
export const all: readonly Sample[] = [...pictures, ...films, ...others, ...texts, ...pdfs];

/** Pictures and films made by programs, for each that is installed. */
export function made(): Sample[] {
  const folder = mkdtempSync(join(tmpdir(), 'file-organizer-corpus-'));
  try {
    const samples: Sample[] = [];
    const make = (name: string, program: string, ...args: readonly string[]) => {
      const place = join(folder, name);
      const { status } = spawnSync(program, [...args, place], { stdio: 'ignore', timeout: 20_000 });
      if (status === 0) samples.push({ name, bytes: readFileSync(place) });
    };
    const source = ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=32x32:rate=5:duration=1'];
    const dated = ['-metadata', 'creation_time=2024-05-17T10:00:00Z'];
    for (const kind of ['mp4', 'mov', 'mkv', 'avi', '3gp', 'ts', 'gif']) {
      const size = kind === '3gp' ? ['-s', '128x96', '-c:v', 'h263'] : [];
      make(`by-ffmpeg.${kind}`, 'ffmpeg', ...source, ...dated, ...size);
    }
    for (const kind of ['jpg', 'png', 'tif', 'webp', 'bmp', 'heic', 'avif', 'jp2', 'psd']) {
      make(`by-imagemagick.${kind}`, 'convert', '-size', '16x16', 'plasma:');
    }
    return samples;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tar(name: string, content: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write('0ustar\x0000', 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, Buffer.from(content.padEnd(512, '\0')), Buffer.alloc(1024)]);
}

function asfObject(id: string, size: number): Buffer {
  const object = Buffer.alloc(size);
  object.write(id, 'hex');
  object.writeBigUInt64LE(BigInt(size), 16);
  return object;
}

function asfHeader(): Buffer {
  const header = asfObject('3026b2758e66cf11a6d900aa0062ce6c', 30);
  header.writeUInt32LE(2, 24);
  return header;
}

/** The header of a compound file, with a directory that names no root. */
function cfb(): Buffer {
  const bytes = Buffer.alloc(2048);
  bytes.write('d0cf11e0a1b11ae1', 'hex');
  bytes.write('3e000300feff0900', 24, 'hex');
  return bytes;
}

/** A PDF whose page is compressed. */
function packedPdf(): Buffer {
  const packed = deflateSync('BT /F1 24 Tf 72 700 Td (Packed) Tj ET').toString('latin1');
  return Buffer.from(
    documents
      .pdf('x')
      .toString('latin1')
      .replace(
        /<< \/Length \d+ >>\nstream\n[\s\S]*?\nendstream/,
        () => `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`,
      ),
    'latin1',
  );
}
