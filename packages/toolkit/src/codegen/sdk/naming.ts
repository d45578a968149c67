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

/**
 * The name that a property or parameter has in TypeScript.
 *
 * @throws Error where the client could not find the wire's name again at run time
 */
export function clientName(wireName: string): string {
  const name = camelCase(wireName);
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || snakeCase(name) !== wireName) {
    throw new Error(
      `The name "${wireName}" does not survive the way from snake_case to camelCase and back`,
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
  const name = /^#\/components\/schemas\/([A-Za-z_][A-Za-z0-9_]*)$/.exec(reference)?.[1];
  if (name === undefined) {
    throw new Error(`The reference ${reference} does not lead to a component that can name a type`);
  }
  return name;
}
