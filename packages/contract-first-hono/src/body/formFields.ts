/**
 * Reads the fields of forms as their schemas expect them (OpenAPI 3.1.1, section 4.8.15).
 *
 * @module
 */
import { isJson } from '../operation.ts';
import { bracketed } from '../parameters/brackets.ts';
import { ofParts, partsOf } from '../parameters/texts.ts';
import { addText, mayBe, newValues, type Values, type WireParameter } from '../parameters/wire.ts';
import { type Pair, pairsOf, unescaped } from '../routing/address.ts';

type Texts = readonly (readonly [name: string, text: string])[];

const separators: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };
const asIs = (text: string): string => text;

/** The fields of an `application/x-www-form-urlencoded` body. */
export function urlencodedFields(text: string, fields: readonly WireParameter[]): Values {
  const pairs = pairsOf(`?${text}`).filter(({ name }) => name !== '');
  return fieldsOf(
    pairs.map(({ name, raw }: Pair) => [name, unescaped(raw)]),
    fields,
  );
}

/** The values of fields, given their texts in order. Fields that are not documented are texts. */
export function fieldsOf(texts: Texts, fields: readonly WireParameter[]): Values {
  const values = newValues();
  const spread = fields.filter(isSpread);
  const known = new Set([
    ...fields.map(({ name }) => name),
    ...spread.flatMap(({ names = [] }) => names),
  ]);
  const isOpen = spread.some(({ names }) => names === undefined);
  for (const [name, text] of texts) {
    if (!isOpen && !known.has(baseOf(name, known))) addText(values, name, text);
  }
  for (const field of fields) {
    const value = fieldValue(field, texts, known);
    if (value !== undefined) values[field.name] = value;
  }
  return values;
}

/** The field that a name belongs to: `o[x]` to `o`, unless there is a field `o[x]`. */
function baseOf(name: string, known: ReadonlySet<string>): string {
  const at = known.has(name) ? -1 : name.indexOf('[');
  return at > 0 ? name.slice(0, at) : name;
}

function fieldValue(field: WireParameter, texts: Texts, known: ReadonlySet<string>): unknown {
  const { name, style = 'form', explode = style === 'form', content = '' } = field;
  const own = texts.flatMap(([each, text]) => (each === name ? [text] : []));
  const isList = mayBe(field, 'list');
  const isText = mayBe(field, 'text');
  if (own.length === 0) {
    const below = texts.filter(([each]) => !known.has(each));
    return (
      (isSpread(field) ? spreadValue(field, texts, known) : undefined) ?? bracketed(name, below)
    );
  }
  const [first = ''] = own;
  if (isList && own.length === 1 && (isJson(content) || (!isText && first.startsWith('[')))) {
    const parsed = parsedJson(first);
    if (Array.isArray(parsed)) return parsed;
  }
  if (mayBe(field, 'object') && !isText) {
    if (!explode && !isList && !first.startsWith('{'))
      return ofParts(field, partsOf(own, separators[style] ?? ',', asIs), own);
    const parsed = own.map(parsedJson);
    return isList || parsed.length > 1 ? parsed : parsed[0];
  }
  if (isJson(content)) {
    return isList || own.length > 1 ? own.map(parsedJson) : parsedJson(first);
  }
  if (!isList) return own.length === 1 ? first : own;
  if (explode) return isText && own.length === 1 ? first : own;
  return ofParts(field, partsOf(own, separators[style] ?? ',', asIs), own);
}

/** Whether the encoding of a field says that each of its properties is sent under its own name. */
const isSpread = (field: WireParameter): boolean => {
  const { style, explode, content } = field;
  const isStyled = style !== undefined || explode !== undefined;
  const isForm = (style ?? 'form') === 'form' && (explode ?? true);
  return isStyled && isForm && content === undefined && mayBe(field, 'object');
};

/** An object of which each property was sent under its own name; undefined if none was. */
function spreadValue(
  { names }: WireParameter,
  texts: Texts,
  known: ReadonlySet<string>,
): Values | undefined {
  const own = texts.filter(([name]) =>
    names ? names.includes(name) : !known.has(baseOf(name, known)),
  );
  if (own.length === 0) return undefined;
  const values = newValues();
  for (const [name, text] of own) addText(values, name, text);
  return values;
}

/** A JSON value; what is none stays a text, which its schema refuses. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
