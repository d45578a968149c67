/** Small valid documents for tests. */
import { crc32, deflateRawSync } from 'node:zlib';

/**
 * A ZIP archive (APPNOTE 6.3) of deflated entries. @param claimed the size that entries claim to have
 */
export function zip(
  entries: Readonly<Record<string, string | Buffer>>,
  claimed?: number,
): Buffer<ArrayBuffer> {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimed ?? data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(locals.length, 8);
  end.writeUInt16LE(locals.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export const docx = (...paragraphs: readonly string[]): Buffer<ArrayBuffer> =>
  zip({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${paragraphs
      .map(
        (text) =>
          `<w:p><w:r><w:t>${text.slice(0, 3)}</w:t></w:r><w:r><w:t>${text.slice(3)}</w:t></w:r></w:p>`,
      )
      .join('')}</w:body></w:document>`,
  });

/** An Office Open XML package whose parts have these names and are found by relationships only. */
export const related = (
  relationships: Readonly<Record<string, readonly (readonly [type: string, target: string])[]>>,
  parts: Readonly<Record<string, string>>,
): Buffer<ArrayBuffer> =>
  zip({
    '[Content_Types].xml': '<Types/>',
    ...Object.fromEntries(
      Object.entries(relationships).map(([source, targets]) => [
        source.replace(/([^/]*)$/, '_rels/$1.rels'),
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
          .map(([type, target], at) => {
            const kind = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}`;
            return `<Relationship Id="r${at}" Type="${kind}" Target="${target}"/>`;
          })
          .join('')}</Relationships>`,
      ]),
    ),
    ...parts,
  });

/** A part of a word processor's document. @param body XML whose elements have the prefix `w` */
export const wordPart = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`;

/** One run of text. */
export const wordText = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

export const xlsx = (shared: string, inline: string, number: number): Buffer<ArrayBuffer> =>
  zip({
    'xl/sharedStrings.xml': `<sst xmlns="${sheet}"><si><t>${shared}</t></si></sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${sheet}"><sheetData><row>
      <c t="s"><v>0</v></c><c t="inlineStr"><is><t>${inline}</t></is></c><c><v>${number}</v></c>
      </row></sheetData></worksheet>`,
  });

export const pptx = (text: string): Buffer<ArrayBuffer> =>
  zip({
    'ppt/slides/slide1.xml': `<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`,
  });

export const odt = (text: string): Buffer<ArrayBuffer> =>
  zip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content xmlns:office="o" xmlns:text="t"><office:automatic-styles>hidden</office:automatic-styles><office:body><office:text><text:p>${text}</text:p></office:text></office:body></office:document-content>`,
  });

/** A PDF with one page. @param encryption an entry of the trailer and its object */
export function pdf(text: string, encryption = ''): Buffer<ArrayBuffer> {
  const show = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${show.length} >>\nstream\n${show}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  return written(objects, encryption);
}

/**
 * A PDF without an embedded font, whose characters are in one of the predefined encodings.
 *
 * @param ordering the character collection: Japan1, GB1, CNS1 or Korea1
 * @param hex the bytes of the text
 */
export function encodedPdf(encoding: string, ordering: string, hex: string): Buffer<ArrayBuffer> {
  const show = `BT /F1 24 Tf 72 700 Td <${hex}> Tj ET`;
  return written([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${show.length} >>\nstream\n${show}\nendstream`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /${encoding} /DescendantFonts [6 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>`,
    '<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80 >>',
  ]);
}

/**
 * A PDF with a page that draws a form, which draws another one twice, and so on: rendering never
 * ends.
 */
export function endlessPdf(): Buffer<ArrayBuffer> {
  const depth = 64;
  const resources = (object: number) => `/Resources << /XObject << /F ${object} 0 R >> >>`;
  const draw = '/F Do /F Do';
  const stream = (fields: string, content: string) =>
    `<< ${fields} /Length ${content.length} >>\nstream\n${content}\nendstream`;
  const forms = Array.from({ length: depth }, (_, at) =>
    stream(`/Type /XObject /Subtype /Form /BBox [0 0 9 9] ${resources(at + 6)}`, draw),
  );
  return written([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R ${resources(5)} >>`,
    stream('', draw),
    ...forms,
    stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 ${depth + 6} 0 R >> >>`,
      'BT /F1 9 Tf (x) Tj ET',
    ),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

/** A PDF of these objects, the first of which is its catalog. @param trailer more of its trailer */
function written(objects: readonly string[], trailer = ''): Buffer<ArrayBuffer> {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, '0');
  });
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join('');
  return Buffer.from(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${
      objects.length + 1
    } /Root 1 0 R ${trailer} >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

/** A PDF whose text cannot be read without a password (ISO 32000-1, 7.6.3). */
export const encryptedPdf = (text: string): Buffer<ArrayBuffer> => {
  const secret = `<${'5a'.repeat(32)}>`;
  return pdf(
    text,
    `/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]
     /Encrypt << /Filter /Standard /V 1 /R 2 /O ${secret} /U ${secret} /P -4 >>`,
  );
};
