/**
 * Where a method of a client goes: its resource and its name, by the operation alone. Several
 * places, the best first, because another method may have one of them.
 *
 * @module
 */
import type { Words } from './clientModel.ts';
import {
  type Facts,
  type Place,
  pathPlaces,
  segmentsOf,
  verbOf,
  withoutRepeats,
} from './pathPlace.ts';
import { isFinalVerb, isPlural, isReader, isSameNoun, isVerb } from './vocabulary.ts';
import { squashed, wordsOf } from './words.ts';

/** Places of a method, the best first. */
export function placesOf(facts: Facts): Place[] {
  const id = plainId(facts);
  const byPath = pathPlaces(facts);
  const stated = id !== undefined && /[.:/]/.test(id) ? separatedPlace(id, facts) : undefined;
  if (stated) return [stated, ...byPath];
  if (id === undefined || isOfPath(id, facts)) {
    const [best, ...others] = byPath;
    const full: Place[] =
      best && id !== undefined ? [{ resource: best.resource, name: wordsOf(id) }] : [];
    return [...(best ? [best] : []), ...others, ...full].filter(({ name }) => name.length > 0);
  }
  const separated = separatedPlace(id, facts);
  const own = separated ? [separated] : tagPlaces(id, facts);
  return [...own, ...byPath].filter(({ name }) => name.length > 0);
}

/** An `operationId` without what a framework has added to it; undefined without a letter in it. */
function plainId({ id = '', method, path }: Facts): string | undefined {
  // Springfox: `listUsingGET_1`.
  let plain = id.replace(/Using(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)(?:_\d+)?$/, '');
  // FastAPI: `read_items_items__get`, which is the name of a function with the path and the method.
  const generated = `_${`${path}_${method}`.replace(/\W/g, '_').replace(/^_+/, '')}`;
  if (plain.endsWith(generated)) plain = plain.slice(0, -generated.length);
  const [first, ...others] = plain.split(/[_.\s-]+/);
  const isPrefixed = others.length > 0 && /^(?:GET|PUT|POST|DELETE|PATCH|HEAD)$/.test(first ?? '');
  if (isPrefixed && first?.toLowerCase() === method && isVerb(wordsOf(others[0] ?? '')[0])) {
    plain = plain.slice((first?.length ?? 0) + 1);
  }
  return wordsOf(plain).length > 0 ? plain : undefined;
}

/** Whether an id only says method and path once more: `GetCustomersCustomer`. */
function isOfPath(id: string, { method, path }: Facts): boolean {
  const words = wordsOf(id);
  const { segments, suffix, action } = segmentsOf(path);
  const fixed = segments.filter(({ isParameter }) => !isParameter);
  if (fixed.length === 0) return words.join(' ') === method;
  const escaped = (text: string) => text.replace(/[^\p{L}\d ]/gu, '');
  const pattern = segments.map(({ isParameter, words: own }) => {
    if (!isParameter) return `${escaped(own.join(' '))} `;
    const names = [own.join(' '), own.slice(-1).join(' '), 'id', 'by id', `by ${own.join(' ')}`];
    return `(?:(?:${names.map(escaped).join('|')}) )?`;
  });
  const tail = [...action, ...suffix].map((word) => `(?:${escaped(word)} )?`).join('');
  const whole = new RegExp(
    `^(?:${method} )?(?:(?:v\\d+|api|rest) )*${pattern.join('')}${tail}(?:${method} )?$`,
    'u',
  );
  return whole.test(`${words.join(' ')} `);
}

/** The parts of an id that has separators between names: `repos/list-for-org`, `Users_GetAll`. */
function separatedPlace(id: string, facts: Facts): Place | undefined {
  const parts = partsOf(id, facts)?.map(wordsOf);
  if (!parts || parts.length < 2 || isVerb(parts[0]?.length === 1 ? parts[0][0] : ''))
    return undefined;
  const ofName = parts.findIndex(
    (words, at) => at > 0 && isVerb(words[0]) && at < parts.length - 1,
  );
  const modifiers = ['bulk', 'batch', 'partial'];
  let start = ofName > 0 && isTail(parts, ofName) ? ofName : parts.length - 1;
  while (start > 1 && parts[start - 1]?.every((word) => modifiers.includes(word))) start -= 1;
  const name = parts.slice(start).flat();
  const named = parts.slice(0, start).filter((words) => words.length > 0);
  const [first] = named;
  const isApi =
    named.length > 1 && first && squashed(wordsOf(facts.title)).includes(squashed(first));
  const resource = withoutSameNouns(isApi ? named.slice(1) : named).map(withoutSuffix);
  const noun = resource.at(-1) ?? [];
  const short = stripped(name, noun, facts);
  const isWhole = short.length === 1 && name.length - 1 === noun.length;
  return { resource, name: name.length === 0 ? verbOf(facts) : isWhole ? short : name };
}

/** Whether what begins with a verb goes on with its object: `databases_delete_connectionPool`. */
const isTail = (parts: readonly Words[], at: number): boolean =>
  !parts.slice(at + 1).some((words) => isFinalVerb(words[0]));

function partsOf(id: string, { tags, path }: Facts): string[] | undefined {
  if (/[\s{}]|^\//.test(id)) return undefined;
  if (/[./:]/.test(id)) return id.split(/[./:#]+/);
  if (!id.includes('_')) return undefined;
  const parts = id.split(/_+/);
  const words = wordsOf(parts[0] ?? '');
  if (words.length === 1 && isVerb(words[0]) && !isKnown(words, tags, path)) return undefined;
  const isMixed = /-|\p{Ll}\p{Lu}|^\p{Lu}[\p{L}\d]*_/u.test(id);
  if (isMixed) return parts;
  // Of snake_case alone, the first words are a resource only if a tag or the path has that name.
  for (const tag of tags) {
    const names = tag.split(/[./:]+/);
    const count = wordsOf(tag).length;
    if (count >= parts.length || wordsOf(tag).join() !== parts.slice(0, count).join().toLowerCase())
      continue;
    const rest = parts.slice(count);
    return [...names, ...(isFinalVerb(rest.at(-1)) ? nested(rest) : [rest.join('_')])];
  }
  if (!isKnown(words, tags, path)) return undefined;
  const rest = parts.slice(1);
  return [parts[0] ?? '', ...(isFinalVerb(rest.at(-1)) ? nested(rest) : [rest.join('_')])];
}

/** `cables_bulk_partial_update` → `cables`, `bulk_partial_update`. */
function nested(rest: readonly string[]): string[] {
  let start = rest.length - 1;
  while (start > 0 && ['bulk', 'batch', 'partial'].includes(rest[start - 1] ?? '')) start -= 1;
  const before = rest.slice(0, start).join('_');
  return [...(before === '' ? [] : [before]), rest.slice(start).join('_')];
}

const isKnown = (words: Words, tags: readonly string[], path: string): boolean =>
  [...tags.map(wordsOf), segmentsOf(path).segments[0]?.words ?? []].some((each) =>
    isSameNoun(each, words),
  );

function withoutSameNouns(names: readonly Words[]): Words[] {
  return names.filter((words, at) => at === 0 || !isSameNoun(words, names[at - 1] ?? []));
}

/** A resource without the word for the code behind it: `UsersController`. */
function withoutSuffix(words: Words): Words {
  const isCode = [
    'controller',
    'service',
    'resource',
    'endpoint',
    'endpoints',
    'api',
    'operations',
  ].includes(words.at(-1) ?? '');
  return words.length > 1 && isCode ? words.slice(0, -1) : words;
}

/** Places by the first tag, or by the first name in the path without one. */
function tagPlaces(id: string, facts: Facts): Place[] {
  const words = wordsOf(id).filter((word, at, all) => at < all.length - 1 || !/^\d+$/.test(word));
  const resource = tagResource(facts);
  const { segments } = segmentsOf(facts.path);
  const fixed = segments.filter(({ isParameter }) => !isParameter).map((each) => each.words);
  if (!resource) {
    const noun = words.slice(1);
    for (let from = fixed.length - 1; from >= 0; from--) {
      if (!isVerb(words[0]) || !isSameNoun(fixed.slice(from).flat(), noun)) continue;
      return [
        { resource: withoutRepeats(fixed), name: stripped(words, noun, facts) },
        { resource: withoutRepeats(fixed), name: words },
      ];
    }
  }
  const own = resource ?? fixed.slice(0, 1);
  const name = named(words, own.at(-1) ?? [], facts);
  // A verb that is the whole path, such as `/BatchGetRecord`, is a method of the client itself.
  if (!resource && isSameNoun(fixed[0] ?? [], words)) return [{ resource: [], name: words }];
  return [
    { resource: own, name },
    { resource: own, name: words },
  ];
}

const general = new Set(['default', 'api', 'general', 'public', 'rest', 'v1', 'other', 'misc']);
const LONGEST_TAG = 40;

/** The resource that the first tag names; undefined if it only names the API. */
function tagResource({ tags, title }: Facts): Words[] | undefined {
  const [tag = ''] = tags;
  const names = /^[\p{L}\d_-]+(?:[./:][\p{L}\d_-]+)+$/u.test(tag) ? tag.split(/[./:]/) : [tag];
  const resource = names.map((name) => tagNoun(wordsOf(name))).filter((words) => words.length > 0);
  const whole = squashed(resource.flat());
  const ofTitle = squashed(
    wordsOf(title).filter((word) => !['the', 'api', 'rest', 'service'].includes(word)),
  );
  if (whole === '' || general.has(whole) || whole === ofTitle.replace(/v\d+$/, ''))
    return undefined;
  return whole.length > LONGEST_TAG ? undefined : resource;
}

/** A tag without a version in front, such as `MessagingV1`, and without a word for code. */
function tagNoun(words: Words): Words {
  const version = words.findIndex((word) => /^v\d+$/.test(word));
  const isPrefix = version >= 0 && version < words.length - 1;
  return withoutSuffix(isPrefix ? words.slice(version + 1) : words);
}

/** The name of a method of a resource whose noun it need not repeat. */
function named(words: Words, noun: Words, facts: Facts): Words {
  const short = stripped(words, noun, facts);
  if (short.length === 0) return verbOf(facts);
  const [first, ...others] = short;
  if (others.length === 0 && first === 'all') return ['list'];
  if (others.length === 0 && first === 'one') return ['get'];
  const last = short.at(-1);
  const isTurned = !isVerb(first) && isFinalVerb(last) && last !== undefined;
  return isTurned ? [last, ...short.slice(0, -1)] : short;
}

const articles = new Set(['a', 'an', 'the']);

/** A name without a noun in it: `list pets` → `list`, `get pet by id` → `get`, `get pets` → `list`. */
function stripped(words: Words, noun: Words, facts: Facts): Words {
  const { segments } = segmentsOf(facts.path);
  const parameter = segments.at(-1)?.isParameter ? (segments.at(-1)?.words ?? []) : undefined;
  const at =
    noun.length === 0
      ? -1
      : words.findIndex((_, start) => isSameNoun(words.slice(start, start + noun.length), noun));
  // A verb that is the noun as well, such as `search` of `search`, stays.
  const isFound = at > 0 || (at === 0 && words.length > noun.length);
  const isWhole = at === 0 && words.length === noun.length;
  if (isWhole) return isVerb(words[0]) && !isPlural(words[0]) ? words : [];
  const isMany = isFound && isPlural(words[at + noun.length - 1]);
  let rest = isFound ? [...words.slice(0, at), ...words.slice(at + noun.length)] : [...words];
  if (!isFound && noun.length > 0) return rest;
  rest = rest.filter((word, place) => !(articles.has(word) && place > 0));
  const by = rest.lastIndexOf('by');
  if (parameter && by > 0 && isOfParameter(rest.slice(by + 1), parameter)) rest = rest.slice(0, by);
  if (isReader(rest[0]) && rest[1] === 'all') rest.splice(1, 1);
  const isList = isMany && parameter === undefined && facts.method !== 'delete';
  if (
    isList &&
    isReader(rest[0]) &&
    (rest.length === 1 || ['for', 'by', 'of', 'in', 'with'].includes(rest[1] ?? ''))
  ) {
    if (rest.length === 1 || rest[1] === 'for') rest[0] = 'list';
  }
  return rest;
}

/** Whether the words after `by` name the parameter at the end of the path. */
const isOfParameter = (words: Words, parameter: Words): boolean =>
  words.join('') === 'id' ||
  squashed(parameter).endsWith(squashed(words)) ||
  squashed(words).endsWith(squashed(parameter));
