/**
 * Writes parameter values in requests, by their style (OpenAPI 3.2.0, section 4.12.6).
 *
 * @module
 */
import { isSchema, type Parameter } from '../document/model.ts';

/** No null: as a value of a template, it stands for none (RFC 6570, section 2.3). */
type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** A name and a text as they stand in the request: percent-encoded in a path and a query only. */
export type Written = readonly [name: string, text: string];

/** Between the items of an array that is one text; in a query, encoded. */
const separators: Readonly<Record<string, readonly [plain: string, encoded: string]>> = {
  spaceDelimited: [' ', '%20'],
  pipeDelimited: ['|', '%7C'],
};
const COMMA = [',', ','] as const;

/**
 * The names and texts that a parameter's value is written as: in a query or a cookie any number of
 * them, elsewhere one with the parameter's own name.
 *
 * @returns undefined if the value cannot be written there so that a server reads the same value
 */
export function serialized(parameter: Parameter, value: unknown): Written[] | undefined {
  const { name, in: place } = parameter;
  if (parameter.content) return written(parameter, name, [JSON.stringify(value)], COMMA);
  const isForm = place === 'query' || place === 'cookie';
  const { style = isForm ? 'form' : 'simple', explode = style === 'form' || style === 'cookie' } =
    parameter;
  // An object alone has names for the brackets (OpenAPI 3.2.0, section 4.12.6).
  if (style === 'deepObject' && !isSchema(value)) return undefined;
  if (isScalar(value)) return prefixed(written(parameter, name, [String(value)], COMMA));
  if (Array.isArray(value)) return value.every(isScalar) ? list(value.map(String)) : undefined;
  if (!isSchema(value)) return undefined;
  return style === 'deepObject' ? deep() : object(value);

  function list(texts: string[]): Written[] | undefined {
    if (isForm && explode) {
      return all(texts.map((text) => written(parameter, name, [text], COMMA)));
    }
    // One text with the separator would be read as several.
    const between =
      explode && style === 'label' ? '.' : explode && style === 'matrix' ? ';' : undefined;
    const [separator] = separators[style] ?? COMMA;
    if (texts.some((text) => text.includes(between ?? separator))) return undefined;
    // An empty list cannot be told from a list of one empty text.
    if (texts.join('') === '' && texts.length < 2) return undefined;
    if (style === 'label' && explode) return prefixed(written(parameter, name, texts, ['.', '.']));
    if (style === 'matrix' && explode) {
      return prefixed(written(parameter, name, texts, [`;${name}=`, `;${name}=`]));
    }
    return prefixed(written(parameter, name, texts, separators[style] ?? COMMA));
  }

  function object(properties: Readonly<Record<string, unknown>>): Written[] | undefined {
    const entries = Object.entries(properties);
    if (!entries.every((entry): entry is [string, Scalar] => isScalar(entry[1]))) return undefined;
    if (isForm && explode) {
      return all(entries.map(([key, each]) => written(parameter, key, [String(each)], COMMA)));
    }
    if (entries.length === 0) return undefined;
    if (!explode) {
      const texts = entries.flatMap(([key, each]) => [key, String(each)]);
      return prefixed(written(parameter, name, texts, separators[style] ?? COMMA));
    }
    // Exploded outside of a query: `x=1,y=2`, with the separator of the style.
    const between = style === 'label' ? '.' : style === 'matrix' ? ';' : ',';
    const pairs = all(
      entries.map(([key, each]) => {
        const texts = [key, String(each)];
        const holds = texts.some((text) => text.includes(between) || text.includes('='));
        return holds ? undefined : written(parameter, name, texts, ['=', '=']);
      }),
    );
    const text = pairs?.map(([, pair]) => pair).join(between);
    return text === undefined ? undefined : prefixed([[name, text]], '');
  }

  /** `filter[min]=1&filter[tags]=a`: what is in brackets, and lists in it, is common usage. */
  function deep(): Written[] | undefined {
    const entries = Object.entries(value as Readonly<Record<string, unknown>>);
    return all(
      entries.flatMap(([key, each]) => {
        const items: readonly unknown[] = Array.isArray(each) ? each : [each];
        return items.map((item) =>
          isScalar(item) ? written(parameter, `${name}[${key}]`, [String(item)], COMMA) : undefined,
        );
      }),
    );
  }

  /** The mark that the styles of a path put in front (RFC 6570, sections 3.2.5 and 3.2.7). */
  function prefixed(pairs: Written[] | undefined, own = `${name}=`): Written[] | undefined {
    if (style !== 'label' && style !== 'matrix') return pairs;
    return pairs?.map(([key, text]) => [key, style === 'label' ? `.${text}` : `;${own}${text}`]);
  }
}

/** Whether a parameter's value can be written so that a server reads the same value, and finds it. */
export function isWritable(parameter: Parameter, value: unknown): boolean {
  const texts = serialized(parameter, value);
  // A list without items is written as nothing, so that a required one would be missing.
  const isMissing = texts?.length === 0 && parameter.required === true && Array.isArray(value);
  return texts !== undefined && !isMissing;
}

/** Texts with a separator between them; undefined if one holds it, or does not fit the place. */
function written(
  { in: place }: Parameter,
  name: string,
  texts: readonly string[],
  [plain, encoded]: readonly [plain: string, encoded: string],
): Written[] | undefined {
  if (texts.length > 1 && texts.some((text) => text.includes(plain))) return undefined;
  const whole = texts.join(plain);
  // No text in a cookie may have the comma that OpenAPI puts between them (RFC 6265, section 4.1.1).
  const isFit = place === 'cookie' ? texts.every((text) => fits(place, text)) : fits(place, whole);
  if (!isFit) return undefined;
  if (place === 'query') {
    return [[encodeURIComponent(name), texts.map(encodeURIComponent).join(encoded)]];
  }
  return [[name, place === 'path' ? texts.map(encodeURIComponent).join(plain) : whole]];
}

const all = (parts: readonly (Written[] | undefined)[]): Written[] | undefined =>
  parts.every((part): part is Written[] => part !== undefined) ? parts.flat() : undefined;

function fits(place: Parameter['in'], text: string): boolean {
  switch (place) {
    // An address cannot hold an empty segment, nor one that is a step.
    case 'path':
      return !['', '.', '..'].includes(text) && text.isWellFormed();
    // A header cannot hold control characters, nor begin or end with a blank (RFC 9110, section 5.5).
    case 'header':
      return /^[!-~]([ -~]*[!-~])?$/.test(text);
    case 'cookie':
      return /^[!#-+\--:<-[\]-~]+$/.test(text);
    default:
      return text.isWellFormed();
  }
}
