import { type JsonSchema, type Parameter, resolve } from '../../document/model.ts';
import type { Scope } from './scope.ts';
import { Code } from './source.ts';
import { presence } from './zod.ts';

/** What stands between the items of an array that is written as one text, by its style. */
const separators: Readonly<Record<string, string>> = {
  form: ',',
  simple: ',',
  spaceDelimited: ' ',
  pipeDelimited: '|',
};

/**
 * Writes the Zod schema of a parameter. What comes in is text, so a number, boolean or array is
 * first read from the text (OpenAPI 3.1.1, section 4.8.12).
 *
 * @throws Error for a parameter that cannot be read from one text
 */
export function parameterOf(parameter: Parameter, scope: Scope): Code {
  const { schema = {}, content, required, ...rest } = parameter;
  if (content) throw new Error(`The parameter "${rest.name}" is not plain text; give it a schema`);
  const text = presence(schema, rest.in === 'path' || required === true, {
    ...scope,
    text: arrayReader(parameter, scope),
  });
  // zod-to-openapi would give the parameter the description of its schema.
  const isDescribed =
    rest.description === undefined &&
    [schema, resolve<JsonSchema>(scope.document, schema)].some((each) => each.description);
  const notes = {
    ...rest,
    name: nameOf(parameter),
    // It would also call a parameter optional that may be null.
    ...(required && rest.in !== 'path' && { required }),
    ...(isDescribed && { description: '' }),
  };
  return text.call('openapi', Code.value({ param: notes }));
}

/** The name that the server finds a value under; those of headers it hands over in lower case. */
export const nameOf = ({ in: place, name }: Parameter): string =>
  place === 'header' ? name.toLowerCase() : name;

function arrayReader(parameter: Parameter, scope: Scope): () => Code {
  const isQuery = parameter.in === 'query' || parameter.in === 'cookie';
  const { style = isQuery ? 'form' : 'simple', explode = style === 'form' } = parameter;
  if (explode && style === 'form') return () => scope.helper('arrayFromText');
  const separator = separators[style];
  if (separator === undefined) {
    throw new Error(
      `The parameter "${parameter.name}" has the style "${style}", which is not read`,
    );
  }
  return () => scope.helper('listFromText').apply(Code.value(separator));
}
