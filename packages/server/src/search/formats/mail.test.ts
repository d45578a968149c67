import { describe, expect, it } from 'vitest';
import { readAppleMail, readMail, readMailbox } from './mail.ts';

const words = (text: string): string => text.trim().replace(/\s+/g, ' ');
const mail = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');

const related = mail(
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: multipart/alternative; boundary=c',
  '',
  '--c',
  'Content-Type: text/plain; charset=iso-8859-2',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '=A3=F3d=BC is a long line that goes on af=',
  'ter the break',
  '--c',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('<p>Gr&uuml;&szlig;e aus <b>K</b>öln</p>').toString('base64'),
  '--c--',
  '--b',
  'Content-Type: text/csv',
  "Content-Disposition: attachment; filename*=utf-8''%C3%9Cbersicht.csv",
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('kumquat;42').toString('base64'),
  '--b',
  'Content-Type: image/png; name="=?utf-8?Q?Ansicht_K=C3=B6ln.png?="',
  'Content-Transfer-Encoding: base64',
  '',
  'a2V5d29yZA==',
  '--b--',
);

describe('the text of a mail', () => {
  it('contains subject and addresses in any encoding', async () => {
    const text = words(
      await readMail(
        mail(
          'Subject: =?utf-8?B?R3LDvMOfZQ==?= und',
          ' mehr',
          'From: =?iso-8859-1?Q?J=F6rg_M=FCller?= <joerg@example.org>',
          'To: Ann <ann@example.org>',
          'X-Spam: nothing',
          '',
          'Body',
        ),
      ),
    );
    expect(text).toContain('Grüße und mehr');
    expect(text).toContain('Jörg Müller joerg@example.org');
    expect(text).toContain('ann@example.org');
    expect(text).toMatch(/Body$/);
    expect(text).not.toContain('nothing');
  });
  it('contains a quoted-printable body', async () => {
    expect(words(await readMail(related))).toContain('Łódź is a long line that goes on after the');
  });
  it('contains an HTML body', async () => {
    expect(words(await readMail(related))).toContain('Grüße aus Köln');
  });
  it('contains names and text of attachments', async () => {
    const text = words(await readMail(related));
    expect(text).toContain('Übersicht.csv kumquat;42');
    expect(text).toContain('Ansicht Köln.png');
    expect(text).not.toContain('keyword');
  });
  it('contains a page that was saved as a mail', async () => {
    const saved = mail(
      'From: <Saved by a browser>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; type="text/html"; boundary=b',
      '',
      '--b',
      'Content-Type: text/html',
      'Content-Location: https://example.org/',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<p>Gr=C3=BC=C3=9Fe',
      '--b--',
    );
    expect(words(await readMail(saved))).toContain('Grüße');
  });
});

describe('the text of a mailbox', () => {
  it('contains all mails', async () => {
    const one = 'From ann@example.org Tue Jan  6 00:00:00 2026\nSubject: one\n\n=C3=BC\n\n';
    const two =
      'From bob@example.org Tue Jan  6 00:00:00 2026\nSubject: =?utf-8?Q?=C3=BC?=\n\ntwo\n';
    expect(words(await readMailbox(Buffer.from(one + two)))).toBe('one =C3=BC ü two');
  });
  it('skips a broken mail', async () => {
    const nested = Array.from({ length: 300 }, (_, at) => [
      `Content-Type: multipart/mixed; boundary=b${at}`,
      '',
      `--b${at}`,
    ]).flat();
    const mailbox = ['From a', 'Subject: one', '', '', 'From b', ...nested, 'From c', '', 'three'];
    expect(words(await readMailbox(Buffer.from(mailbox.join('\n'))))).toBe('one three');
  });
  it('is read even without a separator line', async () => {
    expect(words(await readMailbox(Buffer.from('Subject: one\n\ntwo')))).toBe('one two');
  });
});

it('a mail in the format of Apple Mail is read', async () => {
  const message = 'Subject: one\n\ntwo\n';
  const kept = `${message.length}  \n${message}<?xml version="1.0"?><plist/>`;
  expect(words(await readAppleMail(Buffer.from(kept)))).toBe('one two');
});
