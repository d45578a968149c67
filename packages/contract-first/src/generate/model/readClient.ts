/**
 * Reads the model of clients from any document.
 *
 * @module
 */
import type { MessageDocument } from '../../contract/messages.ts';
import type { BoundOperation, Document } from '../../document/model.ts';
import type { Notice } from '../../document/notice.ts';
import { assignNames, placeText } from './assignNames.ts';
import { type FoundOperation, findOperations, placeOf } from './boundOperations.ts';
import type {
  ClientModel,
  ClientNaming,
  MethodModel,
  ReadClient,
  ResourceModel,
  Words,
} from './clientModel.ts';
import { isListResponse } from './listResponse.ts';
import { liveChannel } from './liveChannel.ts';
import { methodModel } from './methodModel.ts';
import type { Place } from './pathPlace.ts';
import { placesOf } from './places.ts';
import { readSdkExtension } from './sdkExtension.ts';
import { securityModels, serverModels } from './securityModels.ts';
import { webhookModels } from './webhookModels.ts';
import { fromSnake, squashed, toSnake, wordsOf } from './words.ts';

export type ReadOptions = {
  /** An AsyncAPI document with the channel of live events. */
  readonly messages?: MessageDocument;
  readonly naming?: ClientNaming;
  /** The names of earlier generations, as `ReadClient` has them, which are kept. */
  readonly known?: Readonly<Record<string, string>>;
};

/**
 * Reads all that clients need from a document.
 *
 * @param document bundled and upgraded
 * @returns what cannot be generated is left out of the model, and a notice says so
 */
export function readClient(document: Document, options: ReadOptions = {}): ReadClient {
  const notices: Notice[] = [];
  const report = (rule: string, pointer: string, message: string) => {
    notices.push({ rule, level: 'warning', pointer, message });
  };
  const { found, faulty } = findOperations(document, document.paths, '#/paths');
  for (const { pointer, reason } of faulty) {
    report(
      'operation-left-out',
      pointer,
      `No method is generated: ${reason}. Correct the operation.`,
    );
  }
  const schemes = securityModels(document, report);
  const all = new Map(found.map(({ bound }) => [bound.id, bound]));
  const methods = found.flatMap((operation) => {
    const { bound, pointer } = operation;
    const own = (rule: string, message: string) => report(rule, pointer, message);
    if (isProtocolSwitch(bound, options.messages)) {
      if (!options.messages) {
        own('operation-left-out', 'No method is generated: it switches to another protocol (101).');
      }
      return [];
    }
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
      const reason = cause instanceof Error ? cause.message : String(cause);
      own('operation-left-out', `No method is generated: ${reason}. Correct the operation.`);
      return [];
    }
  });
  const assigned = assignNames(
    methods.map(({ operation, sdk }) => ({
      places: placesOf(factsOf(document, operation)),
      fixed: fixedPlace(operation, sdk.method, options, report),
      aliases: sdk.aliases.map(wordsOf),
    })),
  );
  const placed = methods.flatMap(({ model, operation }, at): MethodModel[] => {
    const given = assigned[at];
    if (!given) return [];
    const { place, aliases, instead } = given;
    if (instead) {
      report(
        'method-name-taken',
        operation.pointer,
        `\`${placeText(instead)}\` is the name of something else, so the method is \`${placeText(place)}\`. ` +
          'Name it with `x-sdk: { method: … }` or `naming.methods`.',
      );
    }
    return [{ ...model, resource: place.resource, name: place.name, aliases }];
  });
  const model: ClientModel = {
    document,
    title: document.info.title,
    version: String(document.info.version),
    description:
      typeof document.info.description === 'string' ? document.info.description : undefined,
    servers: serverModels(document.servers),
    schemes,
    root: resourceTree(document, placed),
    webhooks: webhookModels(document, report),
    retriedProblems: retriedProblems(document['x-problems']),
    channel: options.messages && liveChannel(options.messages, new Set(all.keys())),
  };
  const names = Object.fromEntries(
    placed.map(({ verb, path, resource, name }) => [
      placeOf(verb, path),
      [...resource, name].map(toSnake).join('.'),
    ]),
  );
  return { model, notices, names };
}

/** Whether what follows an operation has no response that a method could return. */
const isProtocolSwitch = ({ responses }: BoundOperation, _messages: MessageDocument | undefined) =>
  '101' in responses && !Object.keys(responses).some((status) => /^2/.test(status));

function factsOf(document: Document, { bound, siblings }: FoundOperation) {
  return {
    id: bound.operation.operationId,
    method: bound.method.toLowerCase(),
    path: bound.path,
    tags: bound.operation.tags ?? [],
    siblings,
    isList: isListResponse(document, bound),
    title: document.info.title,
    hosts: (document.servers ?? []).flatMap(
      ({ url }) => /^https?:\/\/([^/:?#]+)/.exec(url)?.[1] ?? [],
    ),
  };
}

/** The place that an operation keeps, if it has one. */
function fixedPlace(
  { bound, pointer }: FoundOperation,
  stated: string | undefined,
  { naming, known }: ReadOptions,
  report: (rule: string, pointer: string, message: string) => void,
): Place | undefined {
  const keys = [placeOf(bound.method, bound.path), bound.id, `${bound.method} ${bound.path}`];
  const find = (names: Readonly<Record<string, string>> = {}) =>
    keys.flatMap((key) => (Object.hasOwn(names, key) ? [names[key]] : []))[0];
  const text = find(naming?.methods) ?? stated;
  if (text !== undefined) {
    const place = asPlace(text.split('.').map(wordsOf));
    if (place) return place;
    report(
      'method-name',
      pointer,
      `\`${text}\` cannot be the name of a method. Use one such as \`repos.issues.list\`.`,
    );
  }
  const kept = find(known);
  return kept === undefined ? undefined : asPlace(kept.split('.').map(fromSnake));
}

function asPlace(names: readonly Words[]): Place | undefined {
  const name = names.at(-1);
  const isFit = names.every((words) => words.length > 0);
  return name && isFit ? { resource: names.slice(0, -1), name } : undefined;
}

/** Resources in the order in which their first methods come. */
function resourceTree(document: Document, methods: readonly MethodModel[]): ResourceModel {
  const descriptions = new Map(
    (document.tags ?? []).map(({ name, description }) => [squashed(wordsOf(name)), description]),
  );
  const build = (path: readonly Words[], inside: readonly MethodModel[]): ResourceModel => {
    const depth = path.length;
    const own = inside.filter(({ resource }) => resource.length === depth);
    const groups = new Map<string, MethodModel[]>();
    for (const method of inside) {
      const next = method.resource[depth];
      if (!next) continue;
      const key = toSnake(next);
      const group = groups.get(key);
      if (group) group.push(method);
      else groups.set(key, [method]);
    }
    const name = path.at(-1) ?? [];
    return {
      name,
      path,
      description:
        descriptions.get(path.map(squashed).join('')) ??
        (depth === 1 ? descriptions.get(squashed(name)) : undefined),
      methods: own,
      resources: [...groups.values()].flatMap((group) => {
        const next = group[0]?.resource[depth];
        return next ? [build([...path, next], group)] : [];
      }),
    };
  };
  return build([], methods);
}

function retriedProblems(problems: unknown): string[] {
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((problem: unknown) => {
    if (typeof problem !== 'object' || problem === null) return [];
    return Reflect.get(problem, 'retry') === true ? [String(Reflect.get(problem, 'code'))] : [];
  });
}
