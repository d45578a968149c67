/**
 * What everything in a client is called: resources, methods, their constants and types.
 *
 * @module
 */
import type { ClientModel, MethodModel, ResourceModel } from '../model/clientModel.ts';
import { camelCase, memberName, pascalCase, variableName } from './names.ts';
import { UniqueNames } from './types/componentNames.ts';

/** A method with its names. */
export type MethodPlan = {
  readonly method: MethodModel;
  /** As it is called, `client` excluded: `repos.issues.list`. */
  readonly shown: string;
  readonly member: string;
  readonly aliases: readonly string[];
  /** The name of its operation and of its function: `reposIssuesList`. */
  readonly constant: string;
  /** What its types begin with: `ReposIssuesList`. */
  readonly typeName: string;
  readonly resource: ResourcePlan;
};

/** A resource with its names. */
export type ResourcePlan = {
  readonly model: ResourceModel;
  /** The property of the resource around it. */
  readonly member: string;
  /** The members that lead to it from the client. */
  readonly path: readonly string[];
  readonly className: string;
  /** The name of its file without `.ts`, unique also if case does not count. */
  readonly file: string;
  readonly methods: readonly MethodPlan[];
  readonly resources: readonly ResourcePlan[];
};

/** Names that functions cannot have, since their file exports them, or uses them. */
const takenConstants = ['call', 'connect', 'connection', 'list', 'operations', 'stream', 'wait'];

/**
 * Names the parts of a client.
 *
 * @param taken names that no function or operation can have
 */
export function planOf(model: ClientModel, taken: readonly string[] = []): ResourcePlan {
  const constants = new UniqueNames([...takenConstants, ...taken]);
  const classes = new UniqueNames();
  const files = new UniqueNames(['index']);
  const typeNames = new UniqueNames();
  return resourceOf(withChannel(model.root, model.channel), [], '');

  function resourceOf(
    resource: ResourceModel,
    around: readonly string[],
    member: string,
  ): ResourcePlan {
    const path = member === '' ? around : [...around, member];
    const words = resource.path.flat();
    const isRoot = resource.path.length === 0;
    const members = new UniqueNames(isRoot ? ['webhooks'] : []);
    const base = isRoot ? 'Root' : pascalCase(words);
    const file = isRoot ? 'root' : camelCase(words);
    const methods: MethodPlan[] = [];
    const resources: ResourcePlan[] = [];
    const plan: ResourcePlan = {
      model: resource,
      member,
      path,
      className: classes.take(`${base}Resource`),
      file: unique(files, file),
      methods,
      resources,
    };
    for (const method of resource.methods) {
      const name = members.take(memberName(camelCase(method.name)));
      const all = [...words, ...method.name];
      methods.push({
        method,
        shown: [...path, name].join('.'),
        member: name,
        aliases: method.aliases.map((alias) => members.take(memberName(camelCase(alias)))),
        constant: constants.take(variableName(camelCase(all))),
        typeName: typeNames.take(pascalCase(all)),
        resource: plan,
      });
    }
    for (const inner of resource.resources) {
      const name = members.take(memberName(camelCase(inner.name)));
      resources.push(resourceOf(inner, path, name));
    }
    return plan;
  }
}

/** A name of a file: in lower case it is given once, and so it keeps its own spelling. */
function unique(files: UniqueNames, name: string): string {
  const taken = files.take(name.toLowerCase());
  return name + taken.slice(name.length);
}

/** A resource and all resources in it. */
export const allResources = (plan: ResourcePlan): ResourcePlan[] => [
  plan,
  ...plan.resources.flatMap(allResources),
];

/** All methods of a client. */
export const allMethods = (plan: ResourcePlan): MethodPlan[] =>
  allResources(plan).flatMap(({ methods }) => methods);

/** The resources with that of the channel of live events, which may have no other methods. */
function withChannel(
  resource: ResourceModel,
  channel: ClientModel['channel'],
  depth = 0,
): ResourceModel {
  const next = channel?.resource[depth];
  if (!next) return resource;
  const isNext = ({ name }: ResourceModel) => camelCase(name) === camelCase(next);
  const resources = resource.resources.some(isNext)
    ? resource.resources
    : [
        ...resource.resources,
        {
          name: next,
          path: [...resource.path, next],
          description: undefined,
          methods: [],
          resources: [],
        },
      ];
  return {
    ...resource,
    resources: resources.map((each) =>
      isNext(each) ? withChannel(each, channel, depth + 1) : each,
    ),
  };
}
