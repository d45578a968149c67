/**
 * The place of a method by what its operation does: by its path and its verb.
 *
 * @module
 */
import type { Words } from './clientModel.ts';
import { isFinalVerb, isPlural, isVerb } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** Where a method is, such as `list` of `repos.issues`. */
export type Place = { readonly resource: readonly Words[]; readonly name: Words };

/** What the place of a method is decided by: its own operation, and the other methods at its path. */
export type Facts = {
  readonly id: string | undefined;
  /** In lower case. */
  readonly method: string;
  readonly path: string;
  readonly tags: readonly string[];
  /** All methods at the path, in lower case. */
  readonly siblings: readonly string[];
  /** Whether its response is a list; undefined if that is not known. */
  readonly isList: boolean | undefined;
  /** The title of the document, and the hosts of its servers. */
  readonly title: string;
  readonly hosts: readonly string[];
};

/** A part of a path: words, or a parameter with the words of its name. */
export type Segment = { readonly isParameter: boolean; readonly words: Words };

const version = /^(?:v\d[\w.]*|\d{4}-\d\d-\d\d|api|rest|latest)$/i;

/** A path taken apart. */
type PathParts = {
  readonly segments: readonly Segment[];
  /** The words of its query or fragment. */
  readonly suffix: Words;
  /** A verb after a colon: `/jobs/{id}:cancel`. */
  readonly action: Words;
};

let latest: { readonly path: string; readonly parts: PathParts } | undefined;

/** The parts of a path without prefixes such as `/api/v1`. */
export function segmentsOf(path: string): PathParts {
  // All rules look at the path of one operation before the next.
  if (latest?.path !== path) latest = { path, parts: partsOf(path) };
  return latest.parts;
}

function partsOf(path: string): PathParts {
  const [, pathname = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(path) ?? [];
  const [, before = pathname, colon = ''] = /^(.*?)(?::([^/{}:]+))?\/?$/s.exec(pathname) ?? [];
  const segments = before
    .split('/')
    .flatMap(undotted)
    .flatMap((text): (Segment & { readonly text: string })[] => {
      const [, fixed = '', inside = ''] = /^([^{]*)(.*)$/s.exec(text) ?? [];
      const words = wordsOf(fixed.replace(ENDING, ''));
      const parameters = [...inside.matchAll(/\{([^}]*)\}/g)].flatMap(([, name = '']) =>
        wordsOf(name),
      );
      return [
        ...(words.length > 0 ? [{ isParameter: false, words, text: fixed }] : []),
        ...(inside === '' ? [] : [{ isParameter: true, words: parameters, text: inside }]),
      ];
    });
  const own = segments.filter(({ text, isParameter }) => isParameter || !version.test(text));
  return {
    segments: own.some(({ isParameter }) => !isParameter) ? own : segments,
    suffix: wordsOf(suffixOf(rest)),
    action: wordsOf(colon),
  };
}

/** The names in a part such as `admin.apps.approve`, which is no file with an ending. */
const undotted = (text: string): string[] => (isDotted(text) ? text.split('.') : [text]);
const isDotted = (text: string): boolean =>
  /^\p{L}[\p{L}\d_]*(?:\.\p{L}[\p{L}\d_]*)+$/u.test(text) && !ENDING.test(text);
const ENDING = /\.(?:json|xml|html?|php|aspx?|txt|csv|ya?ml|js|zip|pdf|png|jpe?g|ics|rss|md)$/i;

/** What a query or fragment in a path says: the value of `?action=list`, or the names in it. */
function suffixOf(rest: string): string {
  const [pair = ''] = rest.replace(/^[?#]+/, '').split('&');
  const [name = '', value = ''] = pair.split('=');
  const text = value === '' || value.includes('{') ? name : value;
  return text.slice(text.lastIndexOf('.') + 1);
}

const itemVerbs: Readonly<Record<string, string>> = {
  get: 'get',
  put: 'update',
  patch: 'update',
  post: 'update',
  delete: 'delete',
};

/** The name of what is done to the thing or the list that a path leads to. */
export function verbOf({ method, path, siblings, isList }: Facts): Words {
  const { segments } = segmentsOf(path);
  const last = segments.at(-1);
  const isMany = isPlural(last?.words.at(-1));
  if (method === 'put' && siblings.includes('patch')) return ['replace'];
  if (!last || last.isParameter) {
    if (method === 'post' && (siblings.includes('put') || siblings.includes('patch'))) {
      return ['create'];
    }
    return [itemVerbs[method] ?? method.toLowerCase()].flatMap(wordsOf);
  }
  if (method === 'get') return [(isList ?? isMany) ? 'list' : 'get'];
  if (method === 'post') return ['create'];
  if (method === 'put') return [isMany ? 'replace' : 'update'];
  if (method === 'patch') return ['update'];
  if (method === 'delete') return isMany ? ['delete', 'all'] : ['delete'];
  return wordsOf(method);
}

/** Places by path and verb, the best first. */
export function pathPlaces(facts: Facts): Place[] {
  const { method, path, siblings } = facts;
  const { segments, suffix, action } = segmentsOf(path);
  const fixed = segments.filter(({ isParameter }) => !isParameter).map(({ words }) => words);
  const resource = withoutRepeats(fixed);
  const verb = verbOf(facts);
  const last = segments.at(-1);
  const parameter = segments.findLast(({ isParameter }) => isParameter)?.words ?? [];
  const plain: Place = {
    resource,
    name:
      resource.length === 0 ? [...verb, ...(parameter.length > 0 ? parameter : ['root'])] : verb,
  };
  if (action.length > 0) return [{ resource, name: action }, plain];
  if (suffix.length > 0) {
    const name = isVerb(suffix[0]) ? suffix : [...verb, ...suffix];
    return [{ resource, name }, { resource, name: [...wordsOf(method), ...suffix] }, plain];
  }
  const isRpc = isDotted(path.replace(/^.*\//, ''));
  if (isRpc && last && !last.isParameter) {
    return [{ resource: resource.slice(0, -1), name: last.words }, plain];
  }
  const longer: Place[] = [
    ...(parameter.length > 0 ? [{ resource, name: [...verb, 'by', ...parameter] }] : []),
    {
      resource: resource.slice(0, -1),
      name: [...verb, ...(resource.at(-1) ?? [])],
    },
  ];
  const isAlone = siblings.length === 1;
  if (!last || last.isParameter) {
    // `/compare/{base}/{head}` compares; `/render/{id}` is a rendering.
    const [only = []] = resource.length === 1 ? resource : [];
    const isItem =
      segments.length === 2 && /(?:id|key|uuid|slug|name|number)$/.test(parameter.join(''));
    const isCall = isAlone && !isItem && isFinalVerb(only[0]) && method !== 'delete';
    return isCall ? [{ resource: [], name: only }, plain, ...longer] : [plain, ...longer];
  }
  const isVerbal = isAlone && isCommand(last.words);
  if (resource.length < 2) {
    const isMethod = isVerbal && method !== 'delete';
    return isMethod ? [{ resource: [], name: last.words }, plain, ...longer] : [plain, ...longer];
  }
  const isMany = isPlural(last.words.at(-1)) || facts.isList === true;
  const isAction = isVerbal || (isAlone && !isMany && (method === 'post' || method === 'get'));
  const acting: Place = { resource: resource.slice(0, -1), name: last.words };
  return isAction ? [acting, plain, ...longer] : [plain, ...longer];
}

/** Whether words say what to do: `mark paid`, `search`, but not `change sets` or `orders`. */
const isCommand = (words: Words): boolean =>
  isFinalVerb(words[0]) || (isVerb(words[0]) && !isPlural(words.at(-1)));

/** Names from the client to a resource, without one that repeats the one before it. */
export function withoutRepeats(names: readonly Words[]): Words[] {
  return names.filter((words, at) => {
    const before = names[at - 1];
    return before === undefined || before.join(' ') !== words.join(' ');
  });
}
