import type { Document } from '../../document/model.ts';
import type { Outgoing } from '../../document/outgoing.ts';
import { Imports } from '../typescript/imports.ts';
import { within } from '../within.ts';
import { fileScope, importedSchemas } from './fileScope.ts';
import { SENDERS } from './kit.ts';
import { type LeftOut, outgoingLeftOut } from './leftOut.ts';
import { messageOf } from './messages.ts';
import type { SchemaConstants } from './schemaConstants.ts';
import { TYPES } from './schemasFile.ts';
import { Code, Members } from './source.ts';
import { CALLBACKS, callbacksIn, WEBHOOKS, webhooksIn } from './types/typesFile.ts';

/** The file of the senders of webhooks and callbacks. */
export type WebhooksFile = {
  readonly text: string;
  /** What has a sender. */
  readonly written: readonly Outgoing[];
  readonly leftOut: readonly LeftOut[];
};

/**
 * The file of the senders: `webhooks`, by name, and `callbacks`, by the id of their operation and by
 * name. One that cannot be written is left out.
 *
 * @param outgoing all that the document has
 */
export function webhooksFile(
  document: Document,
  outgoing: readonly Outgoing[],
  constants: SchemaConstants,
): WebhooksFile {
  const imports = new Imports();
  const scope = fileScope(document, imports, importedSchemas(imports, constants));
  const senders = new Map<Outgoing, Code>();
  const leftOut: LeftOut[] = [];
  for (const each of outgoing) {
    try {
      const message = within(each.bound.id, () => messageOf(each, scope));
      senders.set(each, Code.name(imports.value(SENDERS, 'sender')).apply(message));
    } catch (error) {
      leftOut.push(outgoingLeftOut(each, error));
    }
  }
  const written = [...senders.keys()];
  const membersOf = (all: readonly Outgoing[]): Code => {
    const members = new Members();
    for (const each of all) members.set(each.name, senders.get(each) ?? Code.value(null));
    return members.code;
  };
  const statements: string[] = [];
  const constant = (name: string, comment: string, type: string, kind: string, value: Code) => {
    const types = `${imports.type(SENDERS, kind)}<${imports.type(TYPES, type)}>`;
    statements.push(`/** ${comment} */\nexport const ${name}: ${types} = ${value.text};\n`);
  };
  const webhooks = webhooksIn(written);
  if (webhooks.length > 0) {
    const comment = 'Sends the webhooks of the document, by name.';
    constant('webhooks', comment, WEBHOOKS, 'Senders', membersOf(webhooks));
  }
  const callbacks = new Members();
  for (const [id, all] of callbacksIn(written)) callbacks.set(id, membersOf(all));
  if (!callbacks.isEmpty) {
    const comment = 'Sends the callbacks of operations, by the id of the operation and by name.';
    constant('callbacks', comment, CALLBACKS, 'CallbackSenders', callbacks.code);
  }
  statements.unshift(...scope.definitions.statements);
  return { text: [imports.text, ...statements].join('\n'), written, leftOut };
}
