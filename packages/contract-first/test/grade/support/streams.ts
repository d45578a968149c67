/** How the reference client reads streams. */
import { parseJson } from '../../../src/grade/losslessJson.ts';
import { has } from './faults.ts';

export type Event = { data: string; id: string | undefined; retry: number | undefined };

/** The text of a body, as it arrives. */
export async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  if (has('buffered')) {
    yield await new Response(body).text();
    return;
  }
  for await (const bytes of body) {
    yield has('split-utf8')
      ? new TextDecoder().decode(bytes)
      : decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

/** Lines that end with any of these. */
async function* linesOf(
  chunks: AsyncIterable<string>,
  end: RegExp,
  isLastGiven: boolean,
): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    if (has('no-rest')) rest = '';
    rest += chunk;
    for (let found = end.exec(rest); found; found = end.exec(rest)) {
      // A CR at the end may be the first half of a CRLF.
      const isHalf = found[0] === '\r' && found.index === rest.length - 1;
      if (isHalf && !has('split-crlf')) break;
      const line = rest.slice(0, found.index);
      rest = rest.slice(found.index + found[0].length);
      yield line;
    }
  }
  if (rest !== '' && isLastGiven) yield rest.replace(/\r$/, '');
  else if (rest.endsWith('\r')) yield rest.slice(0, -1);
}

/** Events of a stream (WHATWG HTML, section 9.2.6). */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Event> {
  let data: string[] = [];
  let id: string | undefined;
  let retry: number | undefined;
  const end = has('lf-only') ? /\n/ : /\r\n|\n|\r/;
  for await (const line of linesOf(textOf(body), end, has('unfinished'))) {
    if (line === '') {
      if (data.length > 0 || has('empty-events')) yield { data: data.join('\n'), id, retry };
      data = [];
      continue;
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') {
      if (has('space') && !line.startsWith('data: ')) throw new SyntaxError('No space');
      if (has('one-line')) data = [value];
      else data.push(value);
    } else if (name === 'id') {
      if (!value.includes('\0') || has('nul')) id = value;
    } else if (name === 'retry') retry = Number(value);
    else if (name !== 'event' && has('strict-fields')) throw new SyntaxError(line);
    else if (name === 'event' && has('no-types')) throw new SyntaxError(line);
  }
  if (data.length > 0 && has('unfinished')) yield { data: data.join('\n'), id, retry };
}

export async function* valuesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown> {
  const end = has('all-ends') ? /\r\n|[\n\r\u2028\u0085]/ : /\r?\n/;
  for await (const line of linesOf(textOf(body), end, !has('no-last'))) {
    if (line.trim() === '' && !has('empty-lines')) continue;
    yield parseJson(line);
  }
}
