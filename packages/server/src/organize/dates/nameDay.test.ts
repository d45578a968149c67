import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayInName } from './nameDay.ts';

const now = Date.parse('2026-01-15T12:00:00Z');

describe('the day in a name', () => {
  it.each([
    ['Screenshot from 2024-11-02 10-11-12.png', '2024-11-02'],
    ['Screenshot 2024-11-02 at 10.11.12.png', '2024-11-02'],
    ['Screenshot_20241102-101112.png', '2024-11-02'],
    ['Screenshot_2024-11-02-10-11-12-123_com.app.png', '2024-11-02'],
    ['Screenshot_20241102_101112_Chrome.jpg', '2024-11-02'],
    ['Bildschirmfoto 2024-11-02 um 10.11.12.png', '2024-11-02'],
    ['WhatsApp Image 2022-05-01 at 12.00.00.jpeg', '2022-05-01'],
    ['WhatsApp Video 2022-05-01 at 12.00.00 (1).mp4', '2022-05-01'],
    ['IMG-20220501-WA0001.jpg', '2022-05-01'],
    ['VID-20220501-WA0001.mp4', '2022-05-01'],
    ['IMG_20230714_101112.jpg', '2023-07-14'],
    ['IMG_20230714_101112 (2).jpg', '2023-07-14'],
    ['IMG20230714101112.jpg', '2023-07-14'],
    ['IMG_20230714_101112_BURST001.jpg', '2023-07-14'],
    ['PXL_20230714_101112123.jpg', '2023-07-14'],
    ['PXL_20230714_101112123.MP.jpg', '2023-07-14'],
    ['VID_20230714_101112.mp4', '2023-07-14'],
    ['signal-2023-07-14-101112.jpg', '2023-07-14'],
    ['signal-2023-07-14-10-11-12-123.jpg', '2023-07-14'],
    ['20230714_101112.jpg', '2023-07-14'],
    ['20230714101112.jpg', '2023-07-14'],
    ['20230714.jpg', '2023-07-14'],
    ['photo_2023-07-14_10-11-12.jpg', '2023-07-14'],
    ['2023-07-14 Minutes.pdf', '2023-07-14'],
    ['2023.07.14 Minutes.pdf', '2023-07-14'],
    ['2023-07-14 10.11.12.jpg', '2023-07-14'],
    ['2023-07-14T10:11:12.jpg', '2023-07-14'],
    ['Minutes_2023_07_14.pdf', '2023-07-14'],
    ['Scan 14.07.2023.pdf', '2023-07-14'],
    ['Scan 07-14-2023.pdf', '2023-07-14'],
    ['Scan 07.07.2023.pdf', '2023-07-07'],
    ['1987-06-12 Grandma.jpg', '1987-06-12'],
    ['WP_20140705_001.jpg', '2014-07-05'],
    ['WIN_20230714_10_11_12_Pro.jpg', '2023-07-14'],
    ['2024-02-29.txt', '2024-02-29'],
  ])('is found in %s', (name, day) => {
    expect(dayInName(name, now)).toBe(day);
  });

  it.each([
    ['a day that could be a month', 'Scan 05.07.2023.pdf'],
    ['an impossible month', 'IMG_20231345_101112.jpg'],
    ['a number like a date', '20231345.pdf'],
    ['30 February', 'Minutes 2023-02-30.pdf'],
    ['a telephone number', '+49 30 20230714.vcf'],
    ['a telephone number with hyphens', '555-2023-0714.vcf'],
    ['a version', 'app-v2023.07.14.zip'],
    ['a version of four numbers', 'driver 2023.07.14.3.zip'],
    ['a version that ends in a year', 'setup 1.14.07.2023.exe'],
    ['an invoice number', 'Invoice 20230714.pdf'],
    ['an invoice number with letters', 'RE20230714.pdf'],
    ['a longer number', 'Invoice 202307141.pdf'],
    ['a hash', '20230714abcdef0123456789abcdef01.bin'],
    ['a hash with a date in it', 'deadbeef20230714cafe.bin'],
    ['an identifier', '20230714-1a2b-4c3d-8e4f-0123456789ab.jpg'],
    ['a resolution', 'wallpaper 1920x1080.jpg'],
    ['a resolution with a hyphen', 'wallpaper 1920-10-80.jpg'],
    ['a day in the future', '2027-03-01 Conference.pdf'],
    ['two days', 'Statement 2023-01-01 to 2023-03-31.pdf'],
    ['a year', 'Taxes 2023.pdf'],
    ['a month', 'Report 2023-07.pdf'],
    ['a file number of a camera', 'DSC_20231345.jpg'],
  ])('is not found in %s: %s', (_what, name) => {
    expect(dayInName(name, now)).toBeUndefined();
  });

  it('is a past calendar day for any name', () => {
    const digits = fc.stringMatching(/^[0-9]{1,4}$/);
    const piece = fc.oneof(
      digits,
      fc.constantFrom('-', '.', '_', ' ', 'IMG_', 'v', 'T', '20', '2023', '02', '31', '13', '00'),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const day = dayInName(pieces.join(''), now);
        if (day === undefined) return;
        expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
        expect(day >= '1900-01-01' && day <= '2026-01-16').toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});
