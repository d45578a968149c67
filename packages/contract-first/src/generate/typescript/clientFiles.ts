/**
 * All sources of a TypeScript client.
 *
 * @module
 */
import type { MessageDocument } from '../../contract/messages.ts';
import type { Document } from '../../document/model.ts';
import type { Notice } from '../../document/notice.ts';
import type { ClientModel } from '../model/clientModel.ts';
import { type ClientTitle, clientTitle } from '../model/clientTitle.ts';
import { withMessageSchemas } from '../model/messageSchemas.ts';
import { readClient } from '../model/readClient.ts';
import { type Choices, type TypeScriptChoices, withDefaults } from './choices.ts';
import { commentLines, documentationOf } from './documentation.ts';
import { apiFile } from './emit/api.ts';
import { clientFile, connectionFile, exportedNames, indexFile } from './emit/client.ts';
import { functionExports, functionsFile } from './emit/functions.ts';
import { importedNames } from './emit/operationSource.ts';
import { operationFiles } from './emit/operations.ts';
import { resourceFile } from './emit/resources.ts';
import { runtimeIndex } from './emit/runtimeModules.ts';
import { SharedLists } from './emit/sharedLists.ts';
import { typesFile } from './emit/types.ts';
import { webhooksFile } from './emit/webhooks.ts';
import { exampleCall } from './example.ts';
import { allMethods, allResources, planOf, type ResourcePlan } from './plan.ts';
import { withClientNames } from './prose.ts';
import { runtimeFiles, withClientTitle } from './runtimeFiles.ts';
import { schemePlans } from './schemes.ts';
import { Shapes } from './shapes.ts';
import { Signatures } from './signatures.ts';
import { ComponentTypes } from './types/componentTypes.ts';
import { formatted } from './types/formats.ts';
import { propertyNames } from './types/properties.ts';
import { sendable } from './unsendable.ts';

/** The sources of a client. */
export type ClientSources = {
  /** By path in the folder of sources. */
  readonly files: ReadonlyMap<string, string>;
  readonly notices: readonly Notice[];
  /** The places of methods by operation, to be kept. */
  readonly names: Readonly<Record<string, string>>;
  readonly model: ClientModel;
  readonly root: ResourcePlan;
  readonly called: ClientTitle;
  readonly choices: Choices;
};

/**
 * Writes the sources of a client.
 *
 * @param document a bundled document
 * @param known places of methods that were given before
 */
export async function clientSources(
  document: Document,
  messages: MessageDocument | undefined,
  given: TypeScriptChoices,
  known: Readonly<Record<string, string>> = {},
): Promise<ClientSources> {
  const choices = withDefaults(given);
  const whole = messages ? withMessageSchemas(document, messages) : document;
  const told = choices.names === 'camelCase' ? withClientNames(whole) : whole;
  const {
    model: read,
    notices: found,
    names,
  } = readClient(told, {
    ...(messages && { messages }),
    ...(given.methods && { naming: { methods: given.methods } }),
    known,
  });
  const notices = [...found];
  const model = { ...read, root: sendable(read.root, notices) };
  const called = clientTitle(model.title, choices.name);
  const { name } = called;
  const schemes = schemePlans(model);
  const constants = schemes.flatMap(({ constant }) => constant ?? []);
  const root = planOf(model, [...functionExports, ...importedNames, ...constants]);
  const types = new ComponentTypes(model.document, exportedNames(name, model), {
    isServer: false,
    ...(choices.typeNames && { names: choices.typeNames }),
    scope: {
      propertyName: (property, among) =>
        propertyNames(among, choices.names).get(property) ?? property,
      formatted: (type, schema) => formatted(type, schema, choices),
      commentOn: (schema) => commentLines(documentationOf(model.document, schema)),
    },
  });
  const signatures = new Signatures(types, choices);
  const shapes = new Shapes(model.document, choices);
  const plans = new Map(allMethods(root).map((plan) => [plan.method.id, plan]));
  for (const plan of plans.values()) signatures.of(plan);
  const shared = new SharedLists();
  const context = { model, choices, signatures, plans, shared, shapes, schemes };
  const files = new Map(operationFiles(root, shared, context));
  for (const resource of allResources(root)) {
    files.set(`resources/${resource.file}.ts`, resourceFile(resource, context));
  }
  const lists = shared.file;
  if (lists !== undefined) files.set('shared.ts', lists);
  files.set('functions.ts', functionsFile(root, context));
  files.set('types.ts', typesFile(model, types, signatures, choices));
  for (const kind of ['webhooks', 'callbacks'] as const) {
    const text = webhooksFile(model, kind, types, shapes);
    if (text !== undefined) files.set(`${kind}.ts`, text);
  }
  const shapesText = shapes.file;
  if (shapesText !== undefined) files.set('shapes.ts', shapesText);
  const isConverting = shapes.areUsed;
  files.set('api.ts', apiFile(model, root, schemes, isConverting));
  files.set('connection.ts', withClientTitle(connectionFile(schemes), called));
  const example = exampleCall(root, model.document, choices)?.call;
  files.set('client.ts', clientFile(model, name, root, schemes, example));
  files.set('runtime/index.ts', runtimeIndex([...files.values()]));
  // The main module exports what the other files make use of.
  const before = await runtimeFiles(files.values(), called);
  files.set('index.ts', indexFile(model, name, schemes, new Set(before.keys())));
  for (const [module, text] of await runtimeFiles(files.values(), called)) {
    files.set(`runtime/${module}`, text);
  }
  return { files, notices, names, model, root, called, choices };
}
