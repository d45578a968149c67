/** The least JPEG whose EXIF record has a day on which it was taken, such as `2019:05:17 10:00:00`. */
export function photoTakenOn(moment: string): Buffer {
  const text = Buffer.from(`${moment}\0`, 'latin1');
  // A TIFF header, one directory that points to the EXIF directory, and that with one entry.
  const tiff = Buffer.alloc(44 + text.length);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  entry(10, 0x8769, 4, 1, 26);
  tiff.writeUInt16LE(1, 26);
  entry(28, 0x9003, 2, text.length, 44);
  text.copy(tiff, 44);
  function entry(at: number, tag: number, type: number, count: number, value: number): void {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  }
  const record = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(record.length + 2);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe1]),
    size,
    record,
    Buffer.from([0xff, 0xd9]),
  ]);
}
