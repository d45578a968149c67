import { type Document, isSchema, type JsonSchema } from '../contract/document.ts';
import { normalize } from '../drift/normalize.ts';
import { propertiesOf, requiredOf, typesOf } from '../values/flatten.ts';
import { canonical } from '../zod/canonical.ts';
import { additive, breaking, type Change, keysOf } from './change.ts';

/** Who makes the values of a schema: the client, or the server. */
export type Direction = 'request' | 'response';

/** A schema takes fewer values than before, or more. */
type Turn = 'narrowed' | 'widened';

/**
 * What has changed in a schema. A request that takes fewer values breaks those who send the others,
 * a response that has more of them those who do not know these. So a value that is new in the `enum`
 * of a response is breaking: generated clients have closed types.
 */
export function schemaChanges(
  documents: { readonly before: Document; readonly after: Document },
  before: JsonSchema = {},
  after: JsonSchema = {},
  direction: Direction,
  where: string,
): Change[] {
  const read = (document: Document, schema: JsonSchema): JsonSchema => {
    const normal = normalize(document, schema);
    return isSchema(normal) ? normal : {};
  };
  return compare(read(documents.before, before), read(documents.after, after), direction, where);
}

function compare(
  before: JsonSchema,
  after: JsonSchema,
  direction: Direction,
  where: string,
): Change[] {
  if (canonical(before) === canonical(after)) return [];
  const at = (turn: Turn, keyword: string, message: string): Change => {
    const isBreaking = (turn === 'narrowed') === (direction === 'request');
    const rule = `${direction}-${keyword}-${turn}`;
    return (isBreaking ? breaking : additive)(rule, where, message);
  };
  return [
    ...typeChanges(before, after, at),
    ...listChanges('enum', before, after, at),
    ...['oneOf', 'anyOf'].flatMap((keyword) => listChanges(keyword, before, after, at)),
    ...boundChanges(before, after, at),
    ...otherChanges(before, after, at),
    ...propertyChanges(before, after, direction, where),
    ...itemChanges(before, after, direction, where),
  ];
}

type At = (turn: Turn, keyword: string, message: string) => Change;

function typeChanges(before: JsonSchema, after: JsonSchema, at: At): Change[] {
  const [old, now] = [typesOf(before), typesOf(after)];
  if (canonical(old) === canonical(now)) return [];
  const message = `the type was ${old.join(' or ') || 'any'} and is ${now.join(' or ') || 'any'}`;
  const takes = (types: readonly string[], type: string) =>
    types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'));
  const isNarrower = old.length === 0 || old.some((type) => !takes(now, type));
  const isWider = now.length === 0 || now.some((type) => !takes(old, type));
  return [
    ...(isNarrower ? [at('narrowed', 'type', message)] : []),
    ...(isWider ? [at('widened', 'type', message)] : []),
  ];
}

/** Keywords with a list of what is taken. */
function listChanges(keyword: string, before: JsonSchema, after: JsonSchema, at: At): Change[] {
  const [old, now] = [before[keyword], after[keyword]];
  if (!Array.isArray(old) && !Array.isArray(now)) return [];
  if (!Array.isArray(now))
    return [at('widened', keyword, `${keyword} is gone: any value is possible`)];
  if (!Array.isArray(old)) return [at('narrowed', keyword, `${keyword} is new: ${canonical(now)}`)];
  const [ours, theirs] = [old.map(canonical), now.map(canonical)];
  const lost = ours.filter((each) => !theirs.includes(each));
  const gained = theirs.filter((each) => !ours.includes(each));
  return [
    ...(lost.length > 0
      ? [at('narrowed', keyword, `gone from ${keyword}: ${lost.join(', ')}`)]
      : []),
    ...(gained.length > 0
      ? [at('widened', keyword, `new in ${keyword}: ${gained.join(', ')}`)]
      : []),
  ];
}

const least = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const most = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

function boundChanges(before: JsonSchema, after: JsonSchema, at: At): Change[] {
  return [...least, ...most].flatMap((keyword) => {
    const open = least.includes(keyword) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const [old, now] = [Number(before[keyword] ?? open), Number(after[keyword] ?? open)];
    if (old === now) return [];
    const isNarrower = least.includes(keyword) ? now > old : now < old;
    const text = (value: unknown) => (value === undefined ? 'none' : String(value));
    const message = `${keyword} was ${text(before[keyword])} and is ${text(after[keyword])}`;
    return [at(isNarrower ? 'narrowed' : 'widened', keyword, message)];
  });
}

/** Keywords of which only it can be told that they are new, gone or others. */
function otherChanges(before: JsonSchema, after: JsonSchema, at: At): Change[] {
  const keywords = [
    'pattern',
    'format',
    'multipleOf',
    'uniqueItems',
    'const',
    'not',
    'allOf',
    '$ref',
  ];
  return keywords.flatMap((keyword) => {
    const [old, now] = [before[keyword], after[keyword]];
    if (canonical(old ?? null) === canonical(now ?? null)) return [];
    if (now === undefined) return [at('widened', keyword, `${keyword} is gone`)];
    if (old === undefined) return [at('narrowed', keyword, `${keyword} is new: ${canonical(now)}`)];
    const message = `${keyword} was ${canonical(old)} and is ${canonical(now)}`;
    return [at('narrowed', keyword, message), at('widened', keyword, message)];
  });
}

function propertyChanges(
  before: JsonSchema,
  after: JsonSchema,
  direction: Direction,
  where: string,
): Change[] {
  const [old, now] = [
    Object.fromEntries(propertiesOf(before)),
    Object.fromEntries(propertiesOf(after)),
  ];
  const { removed, added, kept } = keysOf(old, now);
  const [needed, needs] = [requiredOf(before), requiredOf(after)];
  const isRequest = direction === 'request';
  const isClosed = after.additionalProperties === false;
  const place = (name: string) => `${where} /${name}`;
  return [
    ...removed.map((name) =>
      isRequest && !isClosed
        ? additive('request-property-ignored', place(name), 'the property is ignored now')
        : breaking(
            `${direction}-property-removed`,
            place(name),
            isRequest ? 'the property is refused now' : 'the property is gone',
          ),
    ),
    ...added.map((name) =>
      isRequest && needs.includes(name)
        ? breaking(
            'required-request-property-added',
            place(name),
            'the property is new and required',
          )
        : additive(`${direction}-property-added`, place(name), 'the property is new'),
    ),
    ...kept.flatMap((name) => {
      const [was, is] = [needed.includes(name), needs.includes(name)];
      const judged = was === is ? [] : [requiredChange(direction, place(name), is)];
      return [...judged, ...compare(old[name] ?? {}, now[name] ?? {}, direction, place(name))];
    }),
    ...openChanges(before, after, direction, where),
  ];
}

function requiredChange(direction: Direction, where: string, isRequired: boolean): Change {
  const isBreaking = (direction === 'request') === isRequired;
  const turn = isRequired ? 'required' : 'optional';
  const message =
    direction === 'request'
      ? `the property ${isRequired ? 'must be sent' : 'may be left out'} now`
      : `the property ${isRequired ? 'is always there' : 'may be missing'} now`;
  return (isBreaking ? breaking : additive)(`${direction}-property-became-${turn}`, where, message);
}

/** Unknown properties: clients have to bear them in a response, so only requests can be broken. */
function openChanges(
  before: JsonSchema,
  after: JsonSchema,
  direction: Direction,
  where: string,
): Change[] {
  const [old, now] = [before.additionalProperties, after.additionalProperties];
  if (canonical(old ?? null) === canonical(now ?? null)) return [];
  if (direction === 'request' && now === false) {
    return [breaking('request-closed', where, 'properties that are not listed are refused now')];
  }
  return [
    additive(
      `${direction}-additional-properties-changed`,
      where,
      'what may be beside the listed properties is another thing',
    ),
  ];
}

function itemChanges(
  before: JsonSchema,
  after: JsonSchema,
  direction: Direction,
  where: string,
): Change[] {
  const [old, now] = [before.items, after.items];
  if (!isSchema(old) && !isSchema(now)) return [];
  return compare(isSchema(old) ? old : {}, isSchema(now) ? now : {}, direction, `${where} /[]`);
}
