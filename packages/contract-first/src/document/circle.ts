import { pointerTokens } from './model.ts';
import { isPart } from './structure.ts';
import { eachObject } from './tree.ts';

/**
 * The first reference of some files that leads back to itself through nothing but references, such as
 * `A: { $ref: B }` with `B: { $ref: A }`, as its file and JSON pointer.
 *
 * @param files what each file holds, by its absolute path or URL
 * @param resolvePath what a reference to another file leads to, seen from a file
 */
export function circleIn(
  files: ReadonlyMap<string, unknown>,
  resolvePath: (from: string, path: string) => string,
): string | undefined {
  let circle: string | undefined;
  for (const [file, content] of files) {
    eachObject(content, (node, pointer) => {
      if (circle === undefined && leadsBack(node, file)) circle = `${file}${pointer}`;
    });
  }
  return circle;

  function leadsBack(start: object, from: string): boolean {
    const seen = new Set<unknown>();
    let node: unknown = start;
    let file = from;
    while (isPart(node) && typeof node.$ref === 'string') {
      if (seen.has(node)) return node === start;
      seen.add(node);
      const [path = '', pointer = ''] = node.$ref.split('#');
      if (path !== '') file = resolvePath(file, path);
      node = at(files.get(file), pointer);
    }
    return false;
  }
}

function at(content: unknown, pointer: string): unknown {
  let node = content;
  for (const token of tokensIn(pointer)) {
    const isInside = typeof node === 'object' && node !== null && Object.hasOwn(node, token);
    node = isInside ? Reflect.get(node as object, token) : undefined;
  }
  return node;
}

/** None for a pointer with a malformed escape, which leads nowhere. */
function tokensIn(pointer: string): string[] {
  try {
    return pointerTokens(pointer).filter((token) => token !== '');
  } catch {
    return [];
  }
}
