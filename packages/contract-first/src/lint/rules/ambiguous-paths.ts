import type { Location, Oas3Rule, UserContext } from '@redocly/openapi-core';
import { follow, type Operation, type Parameter, type Schema } from '../document.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

type PathItem = {
  readonly parameters?: Operation['parameters'];
  readonly [method: string]: unknown;
};

/** A path with what its parameters accept. */
type Templated = {
  readonly path: string;
  readonly segments: readonly string[];
  readonly methods: readonly string[];
  readonly schemas: ReadonlyMap<string, Schema>;
};

/** Paths by their segments; those with a parameter share the name `{}`. */
type Branch = { readonly branches: Map<string, Branch>; path?: Templated };

/**
 * No request has two paths, of which neither is the more concrete one: `/cats/{id}` and `/{kind}/new`.
 * Paths with different methods are not ambiguous, and `{id}` of type integer is never `new`.
 */
export const ambiguousPaths: Oas3Rule = () => ({
  Paths(paths, ctx) {
    const roots = new Map<string, Branch>();
    for (const [path, written] of Object.entries(paths)) {
      const templated = templatedOf(ctx, path, written, ctx.location.child([path]));
      const { segments } = templated;
      const group = `${segments.length} ${segments.filter(isParameter).length}`;
      const root = roots.get(group) ?? { branches: new Map() };
      roots.set(group, root);
      const other = matching(root, templated);
      if (other) {
        ctx.report({
          message: `A request can match both \`${other.path}\` and \`${path}\`, and neither is more concrete.`,
          location: ctx.location.child([path]).key(),
        });
      }
      insert(root, templated);
    }
  },
});

const isParameter = (segment: string): boolean => /^\{.+\}$/.test(segment);

function templatedOf(
  ctx: UserContext,
  path: string,
  written: object,
  location: Location,
): Templated {
  const placed = follow<PathItem>(ctx, written as PathItem, location);
  const item: PathItem = placed?.node ?? {};
  const own = methods.filter((method) => Object.hasOwn(item, method));
  const schemas = new Map<string, Schema>();
  const read = (list: Operation['parameters'], at: Location) => {
    for (const [index, each] of (Array.isArray(list) ? list : []).entries()) {
      const found = follow<Parameter>(ctx, each, at.child(['parameters', index]));
      if (found?.node.in !== 'path') continue;
      // In Swagger 2.0, the parameter has the keywords itself.
      const { schema: written = found.node as unknown as Schema } = found.node;
      const schema = follow<Schema>(ctx, written, found.location.child('schema'));
      if (schema) schemas.set(`{${found.node.name}}`, schema.node);
    }
  };
  if (placed) {
    read(item.parameters, placed.location);
    for (const method of own) {
      const operation = item[method];
      if (typeof operation !== 'object' || operation === null) continue;
      read((operation as Operation).parameters, placed.location.child(method));
    }
  }
  return { path, segments: path.split('/'), methods: own, schemas };
}

function insert(root: Branch, templated: Templated): void {
  let branch = root;
  for (const segment of templated.segments) {
    const name = isParameter(segment) ? '{}' : segment;
    const next: Branch = branch.branches.get(name) ?? { branches: new Map() };
    branch.branches.set(name, next);
    branch = next;
  }
  branch.path ??= templated;
}

/** A path of another form that a request to this one can match as well. */
function matching(root: Branch, templated: Templated): Templated | undefined {
  const { segments } = templated;
  const pending: { readonly branch: Branch; readonly at: number; readonly isOther: boolean }[] = [
    { branch: root, at: 0, isOther: false },
  ];
  for (let step = pending.pop(); step; step = pending.pop()) {
    const { branch, at, isOther } = step;
    const segment = segments[at];
    if (segment === undefined) {
      if (isOther && branch.path && isAmbiguous(branch.path, templated)) return branch.path;
      continue;
    }
    for (const [name, next] of isParameter(segment)
      ? branch.branches
      : ([segment, '{}'] as const).map((each) => [each, branch.branches.get(each)] as const)) {
      if (!next) continue;
      const isSame = name === (isParameter(segment) ? '{}' : segment);
      pending.push({ branch: next, at: at + 1, isOther: isOther || !isSame });
    }
  }
  return undefined;
}

function isAmbiguous(one: Templated, other: Templated): boolean {
  if (!one.methods.some((method) => other.methods.includes(method))) return false;
  return one.segments.every((segment, at) => {
    const opposite = other.segments[at] ?? '';
    if (isParameter(segment) === isParameter(opposite)) return true;
    return isParameter(segment)
      ? accepts(one.schemas.get(segment), opposite)
      : accepts(other.schemas.get(opposite), segment);
  });
}

/** Whether a parameter can be a literal segment, as far as its type and its values show. */
function accepts(schema: Schema | undefined, literal: string): boolean {
  if (!schema) return true;
  const { type, format, enum: values } = schema;
  if (Array.isArray(values)) return values.map(String).includes(literal);
  if (type === 'integer' || type === 'number') return /^[-+]?[\d.]/.test(literal);
  if (type === 'boolean') return literal === 'true' || literal === 'false';
  return format !== 'uuid' || /^[\da-f-]{36}$/i.test(literal);
}
