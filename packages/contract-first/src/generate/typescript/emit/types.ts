/**
 * The file of types: those of the document's components, and what methods take and return.
 *
 * @module
 */
import type { ClientModel } from '../../model/clientModel.ts';
import type { Choices } from '../choices.ts';
import { commentLines, documentationOf } from '../documentation.ts';
import type { Signatures } from '../signatures.ts';
import { pascalCase } from '../types/componentNames.ts';
import type { ComponentTypes } from '../types/componentTypes.ts';
import { typeOf } from '../types/schemaType.ts';

/** The file of types. Signatures must have been given to all methods before. */
export function typesFile(
  model: ClientModel,
  types: ComponentTypes,
  signatures: Signatures,
  choices: Choices,
): string {
  const declarations = [
    ...types.declarations,
    ...signatures.declarations,
    ...eventTypes(model, types, choices),
  ];
  const text = declarations.join('\n');
  const usesRuntime = /\bruntime\./.test(text);
  return usesRuntime ? `import type * as runtime from './runtime/index.ts';\n\n${text}` : text;
}

/** The types of the events of the channel, and their union. */
function eventTypes(
  { channel, document }: ClientModel,
  types: ComponentTypes,
  { typeNames = {} }: Choices,
): string[] {
  if (!channel) return [];
  const scope = types.scope('response');
  const names: string[] = [];
  const declared = Object.entries(channel.events).map(([id, schema]) => {
    const name = `${pascalCase(id)}Event`;
    const given = Object.hasOwn(typeNames, name) ? typeNames[name] : undefined;
    const unique = types.take(given ?? name);
    names.push(unique);
    const comment = commentLines(documentationOf(document, schema));
    return `${comment}export type ${unique} = ${typeOf(schema, scope).text};\n`;
  });
  const messages = channel.messages.map(({ id, schema }) => {
    const name = `${pascalCase(id)}Message`;
    const unique = types.take((Object.hasOwn(typeNames, name) && typeNames[name]) || name);
    const comment = commentLines(documentationOf(document, schema));
    return { unique, text: `${comment}export type ${unique} = ${typeOf(schema, scope).text};\n` };
  });
  const alternatives = messages.map(({ unique }) => unique).join(' | ') || 'never';
  const union = `/** A live event; \`event\` distinguishes its kinds. */\nexport type LiveEvent = ${names.join(' | ') || 'never'};\n`;
  const message = `/** A message other than an event; \`type\` distinguishes its kinds. */\nexport type LiveMessage = ${alternatives};\n`;
  return [...declared, union, ...messages.map(({ text }) => text), message];
}
