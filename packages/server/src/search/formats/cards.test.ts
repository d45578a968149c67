import { expect, it } from 'vitest';
import { readCards } from './cards.ts';

it.each([
  ['folded lines', 'NOTE:Helio\r\n trope', 'NOTE:Heliotrope'],
  ['a folded character', Buffer.from('NOTE:Gr\u00fc\r\n \u00dfe'), 'NOTE:Grüße'],
  ['escaped characters', 'NOTE:one\\, two\\;three\\nfour', 'NOTE:one, two;three\nfour'],
  [
    'quoted-printable',
    'NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=C3=\r\n=9Fe_a?',
    'NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Grüße_a?',
  ],
  [
    'quoted-printable of another encoding',
    'N;CHARSET=iso-8859-2;QUOTED-PRINTABLE:=A3=F3d=BC',
    'N;CHARSET=iso-8859-2;QUOTED-PRINTABLE:Łódź',
  ],
  [
    'a value that only looks like quoted-printable',
    'NOTE:x;QUOTED-PRINTABLE:=C3=BC',
    'NOTE:x;QUOTED-PRINTABLE:=C3=BC',
  ],
  ['other encodings', Buffer.from('NOTE:Grüße', 'latin1'), 'NOTE:Grüße'],
])('reads %s', (_what, card, text) => {
  expect(readCards(Buffer.from(card as string))).toBe(text);
});
