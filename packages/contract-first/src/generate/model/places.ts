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
import {
  isFinalVerb,
  isPlainVerb,
  isPlural,
  isReader,
  isSameNoun,
  isVerb,
  singular,
} from './vocabulary.ts';
import { squashed, wordsOf } from './words.ts';

/** Places of a method, the best first. */
export function placesOf(facts: Facts): Place[] {
  const places = ownPlaces(facts);
  const [best] = places;
  // Two operations may differ in their HTTP method alone.
  return best ? [...places, { ...best, name: [...wordsOf(facts.method), ...best.name] }] : [];
}

function ownPlaces(facts: Facts): Place[] {
  const id = plainId(facts);
  const byPath = pathPlaces(facts);
  const stated = id !== undefined && /[.:/]/.test(id) ? separatedPlace(id, facts) : undefined;
  if (stated) return [stated, ...byPath];
  if (id === undefined || isOfPath(id, facts)) {
    const [best, ...others] = byPath.map((place) => withTag(place, facts));
    const separated = id === undefined ? undefined : separatedPlace(id, facts);
    const full = best && id !== undefined ? [{ resource: best.resource, name: wordsOf(id) }] : [];
    const all = [best, separated, ...others, ...full];
    return all.flatMap((place) => (place && place.name.length > 0 ? [place] : []));
  }
  const separated = separatedPlace(id, facts);
  const own = separated ? [separated] : tagPlaces(id, facts);
  return [...own, ...byPath].filter(({ name }) => name.length > 0);
}

/** A place whose resource is spelled as the tag, if that is the same noun. */
function withTag(place: Place, facts: Facts): Place {
  const tag = tagResource(facts);
  const [first, ...others] = place.resource;
  const [noun] = tag?.length === 1 ? tag : [];
  return first && noun && isSameNoun(first, noun)
    ? { ...place, resource: [noun, ...others] }
    : place;
}

/** An `operationId` without what a framework has added to it; undefined without a letter in it. */
function plainId({ id = '', method, path }: Facts): string | undefined {
  // One that a tool has made up, such as `5476362a281d830c946a3d72`.
  if (/^[\da-f-]{16,}$/i.test(id) && /\d/.test(id)) return undefined;
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
  if (!segments.some(({ isParameter }) => !isParameter)) return words.join(' ') === method;
  const [first, ...others] = words;
  // Frameworks write the names of a path in their own way: `getUsersUserid`.
  const whole = squashed(segments.flatMap((each) => each.words));
  if (squashed(first === method ? others : words) === whole) return true;
  // How many words may have been used up after each part of the path.
  let used: ReadonlySet<number> = new Set([0]);
  const after = (choices: readonly Words[]) => {
    used = new Set(
      [...used].flatMap((at) =>
        choices.flatMap((choice) =>
          choice.every((word, index) => words[at + index] === word) ? [at + choice.length] : [],
        ),
      ),
    );
  };
  const skip = (fits: (word: string) => boolean) => {
    used = new Set([...used].flatMap((at) => (fits(words[at] ?? '') ? [at, at + 1] : [at])));
  };
  skip((word) => word === method);
  for (let times = 0; times < 3; times++) skip((word) => /^(?:v\d+|api|rest)$/.test(word));
  for (const { isParameter, words: own } of segments) {
    const last = own.slice(-1);
    after(isParameter ? [[], own, last, ['id'], ['by', 'id'], ['by', ...own]] : [own]);
  }
  for (const word of [...action, ...suffix]) skip((each) => each === word);
  skip((word) => word === method);
  return used.has(words.length);
}

/** The parts of an id that has separators between names: `repos/list-for-org`, `Users_GetAll`. */
function separatedPlace(id: string, facts: Facts): Place | undefined {
  const split = partsOf(id, facts);
  const parts = split?.names.map(wordsOf) ?? [];
  if (!split || parts.length < 2) return undefined;
  const [opening = []] = parts;
  const { tags, path } = facts;
  const isVerbFirst = opening.length === 1 && isVerb(opening[0]) && !isKnown(opening, tags, path);
  // `get.users` has no resource `get`; `compute.firewalls.list` has one.
  if (isVerbFirst && (split.isWeak || (parts.length === 2 && isPlainVerb(opening[0])))) {
    return undefined;
  }
  const start = split.isWeak ? startOfName(parts) : parts.length - 1;
  const name = parts.slice(start).flat();
  const all = parts.slice(0, start).filter((words) => words.length > 0);
  const [first] = all;
  const isApi = all.length > 1 && first && isApiName(first, facts);
  const resource = withoutSameNouns(isApi ? all.slice(1) : all).map(withoutSuffix);
  if (name.length === 0) return { resource, name: verbOf(facts) };
  const noun = resource.at(-1) ?? [];
  const short = stripped(name, noun, facts);
  // What has more in it than a verb and the noun stays as it was written.
  return { resource, name: short.length === 1 && isVerb(short[0]) ? short : name };
}

/** The first part of the name of a method: `delete` of `databases_delete_connectionPool`. */
function startOfName(parts: readonly Words[]): number {
  const verb = parts.findIndex((words, at) => at > 0 && isVerb(words[0]));
  let start = verb > 0 && verb < parts.length - 1 && isStart(parts, verb) ? verb : parts.length - 1;
  while (start > 1 && parts[start - 1]?.every((word) => manners.includes(word))) start -= 1;
  return start;
}

const manners = ['bulk', 'batch', 'partial'];

/** Whether the first part of an id only names the API: `youtube.videos.list`. */
function isApiName(words: Words, { title, hosts, path }: Facts): boolean {
  const name = squashed(words);
  if (hosts.some((host) => host.split('.').some((label) => squashed(wordsOf(label)) === name))) {
    return true;
  }
  const [segment] = segmentsOf(path).segments;
  if (segment && squashed(segment.words) === name) return false;
  const ofTitle = wordsOf(title).filter((word) => !['the', 'google', 'cloud'].includes(word));
  return squashed(ofTitle).startsWith(name);
}

/**
 * Whether a part is the verb that the name begins with: `databases_delete_connectionPool`. A noun that is
 * a verb as well is one only if no other follows: `uptime_check_alerts_list`.
 */
const isStart = (parts: readonly Words[], at: number): boolean =>
  isFinalVerb(parts[at]?.[0]) || !isFinalVerb(parts.at(-1)?.[0]);

/** The names in an id; weak if their separator may only separate words. */
type Parts = { readonly names: readonly string[]; readonly isWeak: boolean };

function partsOf(id: string, facts: Facts): Parts | undefined {
  if (/[\s{}]|^\//.test(id)) return undefined;
  if (/[./:]/.test(id)) return { names: id.split(/[./:#]+/), isWeak: false };
  const names = id.includes('_') ? underscored(id, facts) : undefined;
  return names && { names, isWeak: true };
}

function underscored(id: string, { tags, path }: Facts): string[] | undefined {
  const parts = id.split(/_+/);
  const words = wordsOf(parts[0] ?? '');
  if (words.length === 1 && isVerb(words[0]) && !isKnown(words, tags, path)) return undefined;
  if (/-|\p{Ll}\p{Lu}|^\p{Lu}[\p{L}\d]*_/u.test(id)) return parts;
  // Of snake_case alone, the first words are a resource only if a tag or the path has that name.
  for (const tag of tags) {
    const count = wordsOf(tag).length;
    const first = parts.slice(0, count).join().toLowerCase();
    if (count >= parts.length || wordsOf(tag).join() !== first) continue;
    return [...tag.split(/[./:]+/), ...nested(parts.slice(count))];
  }
  const isPair = parts.length === 2 && isPlural(words.at(-1)) && isFinalVerb(parts[1]);
  if (!isPair && !isKnown(words, tags, path)) return undefined;
  return [parts[0] ?? '', ...nested(parts.slice(1))];
}

/** `cables_bulk_partial_update` → `cables`, `bulk_partial_update`. */
function nested(rest: readonly string[]): string[] {
  if (!isFinalVerb(rest.at(-1))) return [rest.join('_')];
  let start = rest.length - 1;
  while (start > 0 && manners.includes(rest[start - 1] ?? '')) start -= 1;
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
    const action = fixed.at(-1) ?? [];
    if (words[0] === 'create' && fixed.length > 1 && action.length === 1 && isVerb(action[0]))
      return [];
    for (let from = fixed.length - 1; from >= 0; from--) {
      if (!isVerb(words[0]) || !isSameNoun(fixed.slice(from).flat(), noun)) continue;
      return [
        { resource: withoutRepeats(fixed), name: stripped(words, noun, facts) },
        { resource: withoutRepeats(fixed), name: words },
      ];
    }
  }
  const own = resource ?? fixed.slice(0, 1);
  if (!resource && isSameNoun(own[0] ?? [], words) && fixed.length > 1) return [];
  const name = named(words, own.at(-1) ?? [], facts);
  if (!resource && fixed.length === 1 && isVerb(own[0]?.[0]) && !isPlural(own[0]?.[0])) {
    return [{ resource: [], name: words }];
  }
  // A verb that is the whole path, such as `/BatchGetRecord`, is a method of the client itself.
  if (!resource && isSameNoun(fixed[0] ?? [], words)) return [{ resource: [], name: words }];
  return [
    { resource: own, name },
    { resource: own, name: words },
  ];
}

/** Tags that say nothing of what is in them. */
const general = new Set(
  'default api apis general public rest v1 other misc endpoints operations methods'.split(' '),
);
/** Longer tags are sentences rather than names. */
const LONGEST_TAG = { letters: 32, words: 4 };

/** The resource that the first tag names; undefined if it only names the API. */
function tagResource({ tags, title, path }: Facts): Words[] | undefined {
  const [tag = ''] = tags;
  const names = /^[\p{L}\d_-]+(?:[./:][\p{L}\d_-]+)+$/u.test(tag) ? tag.split(/[./:]/) : [tag];
  const resource = names.map((name) => tagNoun(wordsOf(name))).filter((words) => words.length > 0);
  const whole = squashed(resource.flat());
  const ofTitle = squashed(
    wordsOf(title).filter((word) => !['the', 'api', 'rest', 'service'].includes(word)),
  );
  const isInPath = segmentsOf(path).segments.some(({ words }) => squashed(words) === whole);
  if (whole === '' || (general.has(whole) && !isInPath) || whole === ofTitle.replace(/v\d+$/, ''))
    return undefined;
  const isLong = whole.length > LONGEST_TAG.letters || resource.flat().length > LONGEST_TAG.words;
  return isLong ? undefined : resource;
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
  const isTurned =
    short.length > 1 && !isFinalVerb(first) && isFinalVerb(last) && last !== undefined;
  return isTurned ? [last, ...short.slice(0, -1)] : short;
}

const articles = new Set(['a', 'an', 'the']);
const several = new Set(['all', 'multiple', 'several', 'many']);
const prepositions = new Set(['for', 'of', 'in', 'to', 'from', 'on', 'with', 'by', 'at']);

/** A name without a noun in it: `list pets` → `list`, `get pet by id` → `get`, `get pets` → `list`. */
function stripped(all: Words, noun: Words, facts: Facts): Words {
  const last = segmentsOf(facts.path).segments.at(-1);
  const words = all.filter((word, at) => !(articles.has(word) && at > 0 && at < all.length - 1));
  const found = nounIn(words, noun);
  // A verb that is the noun as well, such as `search` of `search`, stays.
  if (found?.from === 0 && found.to === words.length) {
    return isVerb(words[0]) && !isPlural(words[0]) ? words : [];
  }
  if (found?.from === 0 && found.to === 1 && isVerb(words[0])) return words;
  let rest = [...words];
  if (found) {
    const isAtEnd = found.to === words.length;
    const isObject = isAtEnd && prepositions.has(words[found.from - 1] ?? '');
    if (isObject) return words.slice(0, found.from - 1);
    const between = words.slice(1, found.from);
    if (isAtEnd && isVerb(words[0]) && between.length > 0 && !between.every(isModifier)) {
      return isParent(between, facts) ? [words[0] ?? '', 'for', ...between] : words;
    }
    rest.splice(found.from, found.to - found.from);
  }
  const by = rest.lastIndexOf('by');
  if (last?.isParameter && by > 0 && isOfParameter(rest.slice(by + 1), last.words)) {
    rest = rest.slice(0, by);
  }
  if (!isReader(rest[0])) return rest;
  if (rest[1] === 'list' && rest[2] === 'of') return ['list', ...rest.slice(3)];
  const isAll = several.has(rest[1] ?? '');
  if (isAll) rest.splice(1, 1);
  const isMany = isAll || (found !== undefined && isPlural(words[found.to - 1]));
  const isPlain = rest.length === 1 || rest[1] === 'for';
  return isMany && isPlain && !last?.isParameter ? ['list', ...rest.slice(1)] : rest;
}

/** Words in front of a noun that can do without it: `popular products`. */
const isModifier = (word: string): boolean =>
  several.has(word) || modifiers.has(word) || /(?:ed|ing|able|ible|ive|al)$/.test(word);
const modifiers = new Set(
  (
    'new latest current last recent top my own default popular public private first next previous ' +
    'open closed old live random featured'
  ).split(' '),
);

/** Whether words are names in the path before the last one: `room` of `/Rooms/{id}/Participants`. */
function isParent(words: Words, { path }: Facts): boolean {
  const fixed = segmentsOf(path).segments.filter(({ isParameter }) => !isParameter);
  return fixed.some((_, from) => {
    const own: string[] = [];
    for (let at = from; at < fixed.length - 1 && own.length < words.length; at++) {
      own.push(...(fixed[at]?.words ?? []));
    }
    return isSameNoun(own, words);
  });
}

/** A noun in the singular, as one word. */
const wordForm = (words: Words): string =>
  squashed(words.map((word, at) => (at === words.length - 1 ? singular(word) : word)));

/** Where a noun is in a name, be it only the last words of it: `blocked list` of `phone blocked list`. */
function nounIn(
  words: Words,
  noun: Words,
): { readonly from: number; readonly to: number } | undefined {
  for (let start = 0; start < noun.length; start++) {
    const part = noun.slice(start);
    if (start > 0 && part.length === 1 && isVerb(part[0])) return undefined;
    const joined = wordForm(part);
    for (let from = 0; from < words.length; from++) {
      // `hosted zone` is `hostedzone` as well.
      for (let to = from + 1; to <= words.length; to++) {
        const own = words.slice(from, to);
        if (squashed(own).length > joined.length + 3) break;
        if (wordForm(own) === joined) return { from, to };
      }
    }
  }
  return undefined;
}

/** Whether the words after `by` name the parameter at the end of the path. */
const isOfParameter = (words: Words, parameter: Words): boolean =>
  words.join('') === 'id' ||
  squashed(parameter).endsWith(squashed(words)) ||
  squashed(words).endsWith(squashed(parameter));
