/** Whether a client has read an answer as it was sent. */

import type { MethodModel } from '../../../src/generate/model/clientModel.ts';
import type { Answer, SentEvent } from './answers.ts';
import type { Result } from './drivers/protocol.ts';
import type { Fault } from './judge.ts';
import { differenceOf, isSame, type Leeway } from './sameness.ts';

/** What is wrong with what a client returned; undefined if nothing is. */
export function readingFault(
  { content, mediaType = 'no body' }: Answer,
  result: Result,
  { pagination }: Pick<MethodModel, 'pagination'>,
  leeway: Leeway,
): Fault | undefined {
  const wrong = (text: string): Fault => ({
    kind: `answer: ${mediaType}: ${content.kind} was read as ${result.kind}`,
    text,
  });
  const different = (wanted: unknown, seen: unknown): Fault | undefined =>
    isSame(wanted, seen, leeway)
      ? undefined
      : {
          kind: `answer: ${mediaType}: not what was sent`,
          text: differenceOf(wanted, seen, leeway),
        };
  switch (content.kind) {
    case 'none':
      return result.kind === 'none' ? undefined : wrong(JSON.stringify(result).slice(0, 200));
    case 'bytes': {
      if (result.kind === 'bytes') return different(content.text, result.text);
      if (result.kind === 'value') {
        const isRead = content.value !== undefined && typeof result.value !== 'string';
        return different(isRead ? content.value : content.text, result.value);
      }
      // A text without anything in it.
      return content.text === '' && result.kind === 'none' ? undefined : wrong(content.text);
    }
    case 'stream': {
      if (result.kind !== 'stream') return wrong(JSON.stringify(result).slice(0, 200));
      return different(
        content.values,
        result.values.map((each, at) => itemOf(each, content.values[at])),
      );
    }
    case 'events': {
      if (result.kind !== 'stream') return wrong(JSON.stringify(result).slice(0, 200));
      const sent = content.events.map((each, at) => eventAs(each, result.values[at], leeway));
      return different(sent, result.values);
    }
    default: {
      if (result.kind === 'value') return different(content.value, result.value);
      if (result.kind === 'none' && content.value === null) return undefined;
      if (result.kind === 'page') {
        return different(itemsAt(content.value, pagination?.items ?? []), result.items);
      }
      // Of a range of media types, a client may leave it open what there is.
      if (result.kind === 'bytes' && mediaType.includes('*')) {
        return different(JSON.stringify(content.value), result.text);
      }
      return wrong(JSON.stringify(content.value).slice(0, 200));
    }
  }
}

/** An event as it must be returned: with all of its fields, its data as text or as JSON. */
function eventAs(sent: SentEvent, seen: unknown, leeway: Leeway): unknown {
  const data = typeof seen === 'object' && seen !== null && 'data' in seen ? seen.data : undefined;
  try {
    const parsed: unknown = JSON.parse(sent.data);
    return isSame(parsed, data, leeway) ? { ...sent, data: parsed } : sent;
  } catch {
    return sent; // not JSON
  }
}

/** An event about which nothing is described may be whole, with its data as text or as JSON. */
function itemOf(item: unknown, wanted: unknown): unknown {
  if (isSame(item, wanted) || typeof item !== 'object' || item === null || !('data' in item)) {
    return item;
  }
  const { data } = item;
  return data === JSON.stringify(wanted) ? wanted : data;
}

function itemsAt(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    // as: a path leads along objects only.
    found = (found as Readonly<Record<string, unknown>> | undefined)?.[key];
  }
  return found;
}
