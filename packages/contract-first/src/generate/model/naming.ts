/** `include_hidden` → `includeHidden`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `includeHidden` → `include_hidden`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `get_status` → `GetStatus`, `book-list` → `BookList`. */
export function pascalCase(name: string): string {
  return name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) =>
    first.toUpperCase(),
  );
}

/** The constant of an operation, such as `filesList` for `files.list`. */
export function constantOf(id: string): string {
  return camelCase(pascalCase(id).replace(/^./, (first) => first.toLowerCase()));
}

/**
 * The name that a property or parameter has in TypeScript.
 *
 * @throws Error where the client could not find the wire's name again at run time
 */
export function clientName(wireName: string): string {
  const name = camelCase(wireName);
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || snakeCase(name) !== wireName) {
    throw new Error(
      `The name "${wireName}" does not survive conversion from snake_case to camelCase and back`,
    );
  }
  return name;
}

/**
 * The name of the type that a reference to a schema leads to: that of the component.
 *
 * @throws Error where it is no name of a type
 */
export function typeName(reference: string): string {
  const name = /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1];
  if (name === undefined) {
    throw new Error(`The reference ${reference} does not lead to a component that can name a type`);
  }
  return refuseUnfit(name);
}

/** Words that neither TypeScript nor Python takes as the name of a type, or that mean a type there. */
const reserved = new Set(
  (
    'any as async await bigint boolean bool break bytes case catch class const continue debugger ' +
    'def default del delete dict do elif else enum except export extends False false finally float ' +
    'for from function global if implements import in instanceof int interface is lambda let list ' +
    'never None nonlocal not null number object or package pass private protected public raise ' +
    'return set static str string super switch symbol this throw True true try type typeof ' +
    'undefined unknown var void while with yield __proto__'
  ).split(' '),
);

/** @throws Error for a name that no type can have */
export function refuseUnfit(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name)) return name;
  throw new Error(`No type can be named ${JSON.stringify(name)}`);
}

/**
 * The group and the name in an id such as `files.list`.
 *
 * @throws Error for an id of another form, or with a name that no member of a class can have
 */
export function methodPath(id: string): readonly [group: string, name: string] {
  const [, group, name] = /^([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)$/.exec(id) ?? [];
  if (!group || !name) throw new Error('The operationId must have the form group.name');
  return [memberName(group), memberName(name)];
}

/** @throws Error for what no member of a class can be named */
export function memberName(name: string): string {
  if (/^[a-z][a-z0-9_]*$/.test(name) && name !== 'constructor') return name;
  throw new Error(`No method can be named ${JSON.stringify(name)}`);
}
