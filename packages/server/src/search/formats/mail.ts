/** Extracts the text of mail messages and mailboxes. */

import PostalMime, { type Address, decodeWords, type Email } from 'postal-mime';
import { decode } from '../decode.ts';
import { GatheredText } from './gatheredText.ts';
import { textOfMarkup } from './markup.ts';

/** The header fields that are searched, besides those with addresses. */
const fields = new Set(
  'subject date message-id in-reply-to keywords comments organization'.split(' '),
);

/** The text of a message (RFC 5322) with its parts (RFC 2046), whatever their encoding. */
export async function readMail(bytes: Uint8Array): Promise<string> {
  const text = new GatheredText();
  await addMail(bytes, text);
  return text.text;
}

/** The text of the messages in a mailbox (RFC 4155). Unreadable messages are omitted. */
export async function readMailbox(bytes: Uint8Array): Promise<string> {
  const text = new GatheredText();
  const mailbox = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let from = 0; from < mailbox.length && !text.isFull; ) {
    const next = mailbox.indexOf('\nFrom ', from);
    const end = next < 0 ? mailbox.length : next + 1;
    const message = mailbox.subarray(from, end);
    // After the line that separates it from the previous message.
    const begin = message.subarray(0, 5).toString() === 'From ' ? message.indexOf('\n') + 1 : 0;
    await addMail(message.subarray(begin), text).catch(() => text.endPart());
    from = end;
  }
  return text.text;
}

/** The text of a message as Apple Mail stores it: after its length, and before its properties. */
export async function readAppleMail(bytes: Uint8Array): Promise<string> {
  const first = bytes.indexOf(10);
  const length = Number(Buffer.from(bytes.subarray(0, Math.max(0, first))).toString('latin1'));
  return readMail(length > 0 ? bytes.subarray(first + 1, first + 1 + length) : bytes);
}

async function addMail(bytes: Uint8Array, text: GatheredText): Promise<void> {
  const mail = await PostalMime.parse(bytes);
  for (const each of headersOf(mail)) text.add(`${each}\n`);
  if (mail.text) text.add(`${mail.text}\n`);
  if (mail.html) text.add(textOfMarkup(mail.html));
  for (const { filename, mimeType, content } of mail.attachments) {
    if (filename) text.add(`${filename}\n`);
    // Content is bytes, since no other form was requested.
    if (!mimeType.startsWith('text/') || typeof content === 'string') continue;
    const attached = decode(new Uint8Array(content));
    if (attached) text.add(mimeType === 'text/html' ? textOfMarkup(attached) : attached);
    text.break();
  }
  text.endPart();
}

function* headersOf(mail: Email): Generator<string> {
  const { from, sender, to = [], cc = [], bcc = [], replyTo = [] } = mail;
  for (const address of [from, sender, ...to, ...cc, ...bcc, ...replyTo]) {
    if (address) yield* namesIn(address);
  }
  for (const { key, value } of mail.headers) if (fields.has(key)) yield decodeWords(value);
}

function* namesIn(address: Address): Generator<string> {
  yield `${address.name} ${address.address ?? ''}`;
  for (const member of address.group ?? []) yield* namesIn(member);
}
