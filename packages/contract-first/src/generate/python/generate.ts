import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MessageDocument } from '../../contract/messages.ts';
import type { Document } from '../../document/model.ts';
import type { Notice } from '../../document/notice.ts';
import type { ClientModel, MethodModel } from '../model/clientModel.ts';
import { readClient } from '../model/readClient.ts';
import { generatedNotice } from '../output.ts';
import { checkNames, clientNames } from './clientNames.ts';
import type { ClientSources } from './clientSources.ts';
import { ClientTypes } from './clientTypes.ts';
import { emitClient, emitService } from './emitClient.ts';
import { emitModels, type SourceFiles } from './emitModels.ts';
import { emitOperations } from './emitOperations.ts';
import { emitInit, emitVersion } from './emitPackage.ts';
import { emitPages } from './emitPages.ts';
import { emitResource, folderOf } from './emitResources.ts';
import { emitWebhooks } from './emitWebhooks.ts';
import { importable } from './file.ts';
import { fit, snakeCase } from './identifiers.ts';
import { layoutOf } from './layout.ts';
import { LIVE_EVENT, LIVE_MESSAGE, type LiveChannel, withEvents, withMessages } from './live.ts';
import type { PythonClientOptions } from './options.ts';
import { packageFiles } from './packageFiles.ts';
import { renamedProperties } from './renamedProperties.ts';
import {
  allResources,
  type PythonMethod,
  type PythonResource,
  resourcesOf,
  withResource,
} from './resources.ts';
import { runtimeFiles } from './runtimeFiles.ts';
import { webhookType } from './webhookTypes.ts';

/** The file that keeps the names of methods when operations are added. */
const NAMES = 'names.json';

export type GeneratedClient = {
  readonly notices: readonly Notice[];
  /** Files that people edit, which are written only if they are missing, by their paths in the output. */
  readonly starters: readonly string[];
};

/**
 * Writes a Python client of a document, with its runtime: a package on httpx and pydantic. Its sources
 * are formatted as ruff formats them, with lines of 100 characters.
 *
 * @param document bundled and upgraded
 * @param messages a bundled AsyncAPI document, for the method that opens its channel
 * @param output the folder to write into
 * @param place the folder that the client is kept in, with the names that were given before
 */
export async function generatePythonClient({
  document,
  messages,
  output,
  place = output,
  ...options
}: {
  readonly document: Document;
  readonly messages?: MessageDocument | undefined;
  readonly output: string;
  readonly place?: string;
} & PythonClientOptions): Promise<GeneratedClient> {
  const {
    model,
    notices,
    names: placed,
  } = readClient(withMessages(document, messages), {
    known: await knownNames(join(place, NAMES)),
    ...(messages && { messages }),
    ...(options.methods && { naming: { methods: options.methods } }),
  });
  const names = clientNames(model, options);
  checkNames(names);
  const found: Notice[] = [...notices];
  const sources = sourcesOf(model, options, found);
  const folder = options.bare ? '' : `src/${names.package}/`;
  const notice = `# ${generatedNotice(document)}\n`;
  const files = new Map<string, string>();
  const hasChannel = sources.channel !== undefined;
  const runtime = await runtimeFiles(names, { hasChannel });
  for (const [path, text] of [...sources.files, ...runtime]) {
    files.set(folder + path, `${notice}${text && `\n${text}`}`);
  }
  const lock = { $comment: generatedNotice(document), ...placed };
  files.set(NAMES, `${JSON.stringify(lock, null, 2)}\n`);
  const starters = options.bare
    ? new Map<string, string>()
    : packageFiles({ ...model, schemes: usedSchemes(model) }, names, sources);
  starters.set(`${folder}py.typed`, '');
  for (const [path, text] of [...files, ...starters]) {
    const target = join(output, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  return { notices: found, starters: [...starters.keys()] };
}

/**
 * A client in Python, for `generate` of a configuration:
 * `generate: { 'packages/client-python': pythonClient({ package: 'pets' }) }`.
 */
export const pythonClient = (options: PythonClientOptions = {}) =>
  Object.assign(
    (
      {
        document,
        messages,
      }: { readonly document: Document; readonly messages?: MessageDocument | undefined },
      output: string,
      place: string = output,
    ): Promise<GeneratedClient> =>
      generatePythonClient({ document, messages, output, place, ...options }),
    // `contract names` shows them
    { methods: options.methods },
  );

function sourcesOf(
  whole: ClientModel,
  options: PythonClientOptions,
  notices: Notice[],
): ClientSources {
  const model = { ...whole, schemes: usedSchemes(whole) };
  const names = clientNames(model, options);
  const choices = {
    names: options.names ?? 'snake_case',
    dates: options.dates ?? 'datetime',
    typeNames: options.typeNames ?? {},
  } as const;
  const types = new ClientTypes(withEvents(model.document, model.channel), choices, importable);
  const report = ({ pointer, id }: MethodModel, reason: string) => {
    notices.push({
      rule: 'operation-left-out',
      level: 'warning',
      pointer,
      message: `The Python client has no method for ${id}: ${reason}.`,
    });
  };
  const webhookEvent = webhookType(model.webhooks, types, 'Webhook');
  const callbackEvent = webhookType(model.callbacks, types, 'Callback');
  const root = resourcesOf(withResource(model.root, model.channel?.resource ?? []), types, report);
  const methods = new Map(
    allResources(root).flatMap((resource) =>
      resource.methods.map((method): [string, PythonMethod] => [method.model.id, method]),
    ),
  );
  const channel = liveChannelOf(model, root, types, methods);
  types.complete();
  notices.push(...renamedProperties(methods.values(), types));
  const layout = layoutOf(types.definitions);
  const known = {
    layout,
    moduleOf: layout.moduleOf,
    methodOf: (id: string) => methods.get(id),
    channel,
    needsFilename: options.needsFilename === true,
  };
  const resources = allResources(root);
  const files: SourceFiles = new Map([
    [
      '__init__.py',
      emitInit(names, model.title, {
        hasChannel: channel !== undefined,
        hasWebhooks: webhookEvent !== undefined || callbackEvent !== undefined,
      }),
    ],
    ['_version.py', emitVersion(names)],
    ['_service.py', emitService(model, names, [...methods.values()])],
    ['_client.py', emitClient(model, names, root.className)],
    ...emitModels(types.definitions, layout),
    ...emitPages(types.pages, layout),
    ['operations/__init__.py', '"""The operations of the API, as data."""\n'],
    ...resources
      .filter((resource) => resource.methods.length > 0 || channel?.resource === resource)
      .map((resource): [string, string] => [
        `operations/${resource.module}.py`,
        emitOperations(resource, known),
      ]),
    ...[false, true].flatMap((isAsync): [string, string][] => [
      [
        `${folderOf(isAsync)}/__init__.py`,
        `"""The resources of the ${isAsync ? 'asynchronous' : 'synchronous'} client."""\n`,
      ],
      ...resources.map((resource): [string, string] => [
        `${folderOf(isAsync)}/${resource.module}.py`,
        emitResource(resource, { ...known, isAsync }),
      ]),
    ]),
  ]);
  if (webhookEvent) files.set('webhooks.py', emitWebhooks(webhookEvent, layout, 'Webhook', true));
  if (callbackEvent) {
    const isSigned = model.callbacks.some((each) => each.isSigned);
    files.set('callbacks.py', emitWebhooks(callbackEvent, layout, 'Callback', isSigned));
  }
  return { files, root, channel };
}

/** The security schemes of the methods. */
function usedSchemes({ root, schemes }: ClientModel): ClientModel['schemes'] {
  const used = new Set<string>();
  const visit = ({ methods, resources }: ClientModel['root']): void => {
    for (const { security } of methods) {
      for (const each of security) for (const name of Object.keys(each)) used.add(name);
    }
    resources.forEach(visit);
  };
  visit(root);
  return schemes.filter(({ name }) => used.has(name));
}

/** The method of the channel of live events, in the resource that the document names. */
function liveChannelOf(
  { channel }: ClientModel,
  root: PythonResource,
  types: ClientTypes,
  methods: ReadonlyMap<string, PythonMethod>,
): LiveChannel | undefined {
  const ticket = channel && methods.get(channel.ticket);
  if (!channel || !ticket) return undefined;
  const path = channel.resource.map((words) => fit(snakeCase(words), 'member'));
  const name = fit(snakeCase(channel.name), 'member');
  const resource = path.reduce<PythonResource | undefined>(
    (inside, attribute) => inside?.resources.find((each) => each.attribute === attribute),
    root,
  );
  if (!resource) return undefined;
  return {
    model: channel,
    resource,
    id: [...path, name].join('.'),
    name,
    constant: [...path, name].join('_').toUpperCase(),
    ticket,
    event: types.component(LIVE_EVENT),
    message: channel.messages.length > 0 ? types.component(LIVE_MESSAGE) : undefined,
  };
}

/** The names that methods were given before. */
async function knownNames(file: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const parsed: unknown = JSON.parse(text);
  const entries = Object.entries(typeof parsed === 'object' && parsed !== null ? parsed : {});
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== '$comment',
    ),
  );
}
