/**
 * Reads the model of clients from any document.
 *
 * @module
 */
import type { MessageDocument } from '../../contract/messages.ts';
import { type BoundOperation, type Document, endpointOf } from '../../document/model.ts';
import type { Notice, Report } from '../../document/notice.ts';
import { type Assigned, assignNames, placeText } from './assignNames.ts';
import { type FoundOperation, findOperations } from './boundOperations.ts';
import type { ClientModel, ClientNaming, MethodModel, ReadClient } from './clientModel.ts';
import { isListResponse } from './listResponse.ts';
import { liveChannel } from './liveChannel.ts';
import { methodModel } from './methodModel.ts';
import type { Facts, Place } from './pathPlace.ts';
import { placesOf } from './places.ts';
import { resourceTree } from './resourceTree.ts';
import { readSdkExtension, type SdkExtension } from './sdkExtension.ts';
import { securityModels, serverModels } from './securityModels.ts';
import { keptPlace, keptText, statedNames, statedPlace } from './statedNames.ts';
import { textOf } from './texts.ts';
import { callbackModels, webhookModels } from './webhookModels.ts';
import { toCamel, wordsOf } from './words.ts';

export type ReadOptions = {
  /** An AsyncAPI document with the channel of live events. */
  readonly messages?: MessageDocument;
  readonly naming?: ClientNaming;
  /** The names of earlier generations, as `ReadClient` has them, which are kept. */
  readonly known?: Readonly<Record<string, string>>;
};

/** A method before it has a place. */
type Unplaced = {
  readonly operation: FoundOperation;
  readonly sdk: SdkExtension;
  readonly model: ReturnType<typeof methodModel>;
};

/**
 * Reads all that clients need from a document.
 *
 * @param document bundled and upgraded
 * @returns what cannot be generated is left out of the model, and a notice says so
 * @throws Error if the AsyncAPI document does not have the channel that it should have
 */
export function readClient(document: Document, options: ReadOptions = {}): ReadClient {
  const notices: Notice[] = [];
  const report: Report = (rule, pointer, message) => {
    notices.push({ rule, level: 'warning', pointer, message });
  };
  const { found, faulty } = findOperations(document, document.paths ?? {}, '#/paths');
  for (const { pointer, reason } of faulty) reportLeftOut(report, pointer, reason);
  const schemes = securityModels(document, report);
  const all = new Map(found.map(({ bound }) => [bound.id, bound]));
  const channel = options.messages && liveChannel(options.messages, new Set(all.keys()));
  const unplaced = found.flatMap((operation): Unplaced[] => {
    const { bound, pointer } = operation;
    if (isProtocolSwitch(bound)) {
      if (!channel) reportLeftOut(report, pointer, 'it switches to another protocol (101)');
      return [];
    }
    const own = (rule: string, message: string) => report(rule, pointer, message);
    try {
      const sdk = readSdkExtension(bound.operation['x-sdk'], own);
      return [
        {
          operation,
          sdk,
          model: methodModel(document, operation, { sdk, schemes, all, report: own }),
        },
      ];
    } catch (cause) {
      reportLeftOut(report, pointer, cause instanceof Error ? cause.message : String(cause));
      return [];
    }
  });
  const methods = placed(document, unplaced, channel ? [channel] : [], options, report);
  const { title, version, description } = infoOf(document);
  const model: ClientModel = {
    document,
    title,
    version,
    description,
    servers: serverModels(document.servers),
    schemes,
    root: resourceTree(document, methods),
    webhooks: webhookModels(document, report),
    callbacks: callbackModels(document, found, report),
    retriedProblems: retriedProblems(document['x-problems']),
    channel,
  };
  const names = methods.map((method) => [
    endpointOf({ method: method.verb, path: method.path }),
    keptText(method),
  ]);
  return { model, notices, names: Object.fromEntries(names) };
}

function reportLeftOut(report: Report, pointer: string, reason: string): void {
  const cause = reason.replace(/\.$/, '');
  report('operation-left-out', pointer, `No method is generated: ${cause}. Correct the operation.`);
}

/** Whether what follows an operation has no response that a method could return. */
const isProtocolSwitch = ({ responses }: BoundOperation): boolean =>
  '101' in responses && !Object.keys(responses).some((status) => /^2/.test(status));

/** Methods with their places. */
function placed(
  document: Document,
  unplaced: readonly Unplaced[],
  others: readonly Place[],
  { naming, known }: ReadOptions,
  report: Report,
): MethodModel[] {
  const operations = unplaced.map(({ operation }) => operation.bound);
  const configured = statedNames(naming?.methods, operations);
  const kept = statedNames(known, operations);
  const wanted = unplaced.map(({ operation, sdk, model }) => {
    const text = configured.of.get(operation.bound) ?? sdk.method;
    const stated = text === undefined ? undefined : statedPlace(text);
    if (text !== undefined && !stated) {
      report(
        'method-name',
        operation.pointer,
        `\`${text}\` cannot be the name of a method. Use one such as \`repos.issues.list\`.`,
      );
    }
    const before = kept.of.get(operation.bound);
    return {
      places: placesOf(factsOf(document, operation)),
      stated,
      kept: before === undefined ? undefined : keptPlace(before),
      aliases: sdk.aliases.map(wordsOf),
      isWaited: model.waiting !== undefined,
    };
  });
  for (const key of configured.unused) {
    report(
      'method-name',
      '#/paths',
      `\`methods\` of the configuration names \`${key}\`, an unknown operation.`,
    );
  }
  const assigned = assignNames(wanted, others);
  return unplaced.flatMap(({ model, operation }, at) => {
    const given = assigned[at];
    if (!given) return [];
    reportTaken(report, operation.pointer, given);
    const { place, aliases } = given;
    return [{ ...model, resource: place.resource, name: place.name, aliases }];
  });
}

function reportTaken(report: Report, pointer: string, given: Assigned): void {
  const { place, instead, lostAliases } = given;
  const remedy = 'Name it with `x-sdk: { method: … }` or `methods` of the configuration.';
  if (instead) {
    report(
      'method-name-taken',
      pointer,
      `\`${placeText(instead)}\` is taken or reserved, so the method is \`${placeText(place)}\`. ${remedy}`,
    );
  }
  for (const alias of lostAliases) {
    report('method-name-taken', pointer, `The alias \`${toCamel(alias)}\` is taken, and left out.`);
  }
}

function factsOf(document: Document, { bound, siblings }: FoundOperation): Facts {
  const { operationId, tags } = bound.operation;
  return {
    id: typeof operationId === 'string' ? operationId : undefined,
    method: bound.method.toLowerCase(),
    path: bound.path,
    tags: Array.isArray(tags) ? tags.map(String) : [],
    siblings,
    isList: isListResponse(document, bound),
    title: infoOf(document).title,
    hosts: serverModels(document.servers).flatMap(
      ({ url }) => /^https?:\/\/([^/:?#]+)/.exec(url)?.[1] ?? [],
    ),
  };
}

/** What a document says of itself; it may lack any of it if it is not valid. */
function infoOf({ info }: Partial<Document>) {
  return {
    title: textOf(info?.title) ?? '',
    version: String(info?.version ?? ''),
    description: textOf(info?.description),
  };
}

function retriedProblems(problems: unknown): string[] {
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((problem: unknown) => {
    if (typeof problem !== 'object' || problem === null) return [];
    return Reflect.get(problem, 'retry') === true ? [String(Reflect.get(problem, 'code'))] : [];
  });
}
