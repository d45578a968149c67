/**
 * The methods of a client with all names and types that they have in Python.
 *
 * @module
 */
import type { MethodModel, ResourceModel, Words } from '../model/clientModel.ts';
import { type Argument, argumentsOf, type BodyForms, bodyFormsOf } from './arguments.ts';
import type { ClientTypes } from './clientTypes.ts';
import { fit, pascalCase, snakeCase, UniqueNames } from './identifiers.ts';
import { type Result, resultOf } from './results.ts';
import type { Hint } from './schemaTypes.ts';

/** A group of methods. */
export type PythonResource = {
  /** The attribute of what it is in; empty for the client itself. */
  readonly attribute: string;
  /** The class, without `Async`. */
  readonly className: string;
  /** The file of its class, and of its operations. */
  readonly module: string;
  readonly description: string | undefined;
  readonly methods: readonly PythonMethod[];
  readonly resources: readonly PythonResource[];
};

/** A method. */
export type PythonMethod = {
  readonly model: MethodModel;
  /** As users call it, such as `files.put_content`. */
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** The name of its operation, and the file of the resource that has it. */
  readonly constant: string;
  readonly module: string;
  /** The parameters of the path, query, headers and cookies. */
  readonly parameters: readonly Argument[];
  readonly body: BodyForms;
  readonly result: Result;
};

/** The resources of a model. @param report is told of each method that cannot be written */
export function resourcesOf(
  root: ResourceModel,
  types: ClientTypes,
  report: (method: MethodModel, reason: string) => void,
): PythonResource {
  const results = resultsOf(root, types, report);
  const modules = new UniqueNames(['root']);
  const build = (
    resource: ResourceModel,
    attribute: string,
    path: readonly string[],
  ): PythonResource => {
    const isRoot = path.length === 0;
    const name = pascalCase(resource.path.flat());
    const module = isRoot ? 'root' : modules.take(fit(path.join('_'), 'module'));
    const className = types.take(isRoot ? 'Root' : `${name}Resource`);
    // What the client has itself; what starts with `_` is no name of the document.
    const members = new UniqueNames();
    const take = (words: Words) => members.take(fit(snakeCase(words), 'member'));
    const methods = resource.methods.flatMap((model): PythonMethod[] => {
      const result = results.get(model);
      if (!result) return [];
      try {
        return [methodOf(model, { module, path, types, take, result })];
      } catch (cause) {
        report(model, reasonOf(cause));
        return [];
      }
    });
    const resources = resource.resources.map((each) => {
      const own = take(each.name);
      return build(each, own, [...path, own]);
    });
    return {
      attribute,
      className,
      module,
      description: resource.description,
      methods,
      resources,
    };
  };
  return build(root, '', []);
}

/**
 * What all methods return. It is found out before what they take: the class of a component that is both
 * has the properties of responses.
 */
function resultsOf(
  root: ResourceModel,
  types: ClientTypes,
  report: (method: MethodModel, reason: string) => void,
): ReadonlyMap<MethodModel, Result> {
  const results = new Map<MethodModel, Result>();
  const visit = (resource: ResourceModel): void => {
    for (const model of resource.methods) {
      try {
        results.set(model, resultOf(model, types, hintOf(model)));
      } catch (cause) {
        report(model, reasonOf(cause));
      }
    }
    resource.resources.forEach(visit);
  };
  visit(root);
  return results;
}

/** What the classes of inline schemas are named after. */
const hintOf = ({ resource, name }: MethodModel): Hint => ({
  name: pascalCase([...resource.flat(), ...name]),
  home: [...resource.flat(), 'methods'].join(' '),
});

const reasonOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

function methodOf(
  model: MethodModel,
  {
    module,
    path,
    types,
    take,
    result,
  }: {
    readonly module: string;
    readonly path: readonly string[];
    readonly types: ClientTypes;
    readonly take: (words: Words) => string;
    readonly result: Result;
  },
): PythonMethod {
  const hint = hintOf(model);
  const names = new UniqueNames();
  const parameters = argumentsOf(model, types, hint, names);
  const body = bodyFormsOf(model, types, hint, names);
  const name = take(model.name);
  return {
    model,
    id: [...path, name].join('.'),
    name,
    aliases: model.aliases.map(take),
    constant: [...path, name].join('_').toUpperCase(),
    module,
    parameters,
    body,
    result,
  };
}

/** A root with the resource at a path, which has no methods if the document gives it none. */
export function withResource(root: ResourceModel, path: readonly Words[]): ResourceModel {
  const [name, ...others] = path;
  if (!name) return root;
  const isNamed = (each: ResourceModel) => each.name.join('_') === name.join('_');
  const empty: ResourceModel = {
    name,
    path: [...root.path, name],
    description: undefined,
    methods: [],
    resources: [],
  };
  const all = root.resources.some(isNamed) ? root.resources : [...root.resources, empty];
  return {
    ...root,
    resources: all.map((each) => (isNamed(each) ? withResource(each, others) : each)),
  };
}

/** A resource and all in it. */
export const allResources = (resource: PythonResource): PythonResource[] => [
  resource,
  ...resource.resources.flatMap(allResources),
];
