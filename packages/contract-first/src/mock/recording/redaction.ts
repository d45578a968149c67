/**
 * Removes secrets from what is recorded.
 *
 * @module
 */
import { REDACTED } from '../../contract/redacted.ts';
import { type Document, isSchema, resolve } from '../../document/model.ts';
import type { HeaderPair } from '../proxy/headers.ts';

/** Headers that carry credentials in many APIs, whether or not the document has them. */
const secretHeader =
  /^(proxy-)?authorization$|^(set-)?cookie2?$|^authentication$|^x-amz-security-token$|(^|-)(api-?key|(access|auth|csrf|xsrf|id|refresh|session)-?token|secret|password)$/i;

/** The same for parameters of queries, fields of forms and members of JSON. Cursors are none of these. */
const secretNames = [
  'access[-_]?token',
  'api[-_]?key',
  'auth[-_]?token',
  'client[-_]?secret',
  'id[-_]?token',
  'pass(wd|word|phrase)?',
  '(current|new|old)[-_]?password',
  'private[-_]?key',
  'refresh[-_]?token',
  'secret',
  'session[-_]?token',
  'sig',
  'signature',
  'token',
  'x-(amz|goog)-(credential|security-token|signature)',
];

/** Removes the secrets of one document's API. */
export class Redaction {
  readonly #headers: ReadonlySet<string>;
  readonly #names: RegExp;
  readonly #members: RegExp;
  readonly #fields: RegExp;
  readonly #parts: RegExp;

  constructor(document: Document) {
    const keys = Object.values(document.components?.securitySchemes ?? {}).flatMap((given) => {
      const scheme: unknown = isSchema(given) ? resolve(document, given) : undefined;
      const { type, in: place, name } = isSchema(scheme) ? scheme : {};
      return type === 'apiKey' ? [{ place, name: String(name) }] : [];
    });
    const namesIn = (wanted: string) =>
      keys.filter(({ place }) => place === wanted).map(({ name }) => name);
    this.#headers = new Set(namesIn('header').map((name) => name.toLowerCase()));
    const all = [...secretNames, ...namesIn('query').map(escaped)].join('|');
    const inBodies = secretNames.join('|');
    this.#names = new RegExp(`^(${all})$`, 'i');
    // A body that was cut may end within a secret.
    this.#members = new RegExp(
      `("(?:${inBodies})"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\[^])*(?:"|\\\\?$)|-?\\d[\\d.e+-]*)`,
      'gi',
    );
    this.#fields = new RegExp(`(^|&)((?:${inBodies})=)[^&]*`, 'gi');
    this.#parts = new RegExp(
      `(name="?(?:${inBodies})"?(?:;[^\\r\\n]*)?\\r\\n(?:[^\\r\\n]+\\r\\n)*\\r\\n)[^]*?(?=\\r\\n--|$)`,
      'gi',
    );
  }

  /** A header without what is secret in it: of cookies, their names are kept. */
  header([name, value]: HeaderPair): HeaderPair {
    const lower = name.toLowerCase();
    if (lower === 'cookie') return [name, value.replaceAll(/=[^;]*/g, `=${REDACTED}`)];
    if (lower === 'set-cookie') return [name, value.replace(/=[^;]*/, `=${REDACTED}`)];
    if (lower === 'authorization')
      return [name, value.replace(/^([a-z-]{1,20}\s+)?.*$/i, `$1${REDACTED}`)];
    if (secretHeader.test(name) || this.#headers.has(lower)) return [name, REDACTED];
    if (/^(location|content-location|referer|link)$/.test(lower)) {
      return [name, this.#queries(value)];
    }
    return [name, value];
  }

  /** A URL without credentials and without the secrets of its query. */
  url(text: string): string {
    const url = URL.parse(text);
    if (!url) return this.#queries(text);
    [url.username, url.password] = ['', ''];
    return this.#queries(url.href);
  }

  /** A parameter of a query or a field of a form. */
  value(name: string, value: string): string {
    return this.#names.test(name) ? REDACTED : value;
  }

  /** A body of text. */
  body(mediaType: string, text: string): string {
    if (
      /[/+](x-)?(json|jsonl|ndjson|json-seq)$/.test(mediaType) ||
      mediaType === 'text/event-stream'
    ) {
      return text.replaceAll(this.#members, `$1"${REDACTED}"`);
    }
    if (mediaType === 'application/x-www-form-urlencoded') {
      return text.replaceAll(this.#fields, `$1$2${REDACTED}`);
    }
    if (mediaType.startsWith('multipart/')) return text.replaceAll(this.#parts, `$1${REDACTED}`);
    return text;
  }

  #queries(text: string): string {
    return text.replaceAll(/([?&#])([^=&#\s<>]+)=([^&#\s<>]*)/g, (whole, start, name, value) => {
      const isSecret = value !== '' && this.#names.test(decodedName(name));
      return isSecret ? `${start}${name}=${REDACTED}` : whole;
    });
  }
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
