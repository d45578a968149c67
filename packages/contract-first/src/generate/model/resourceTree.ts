import { type Document, isSchema } from '../../document/model.ts';
import type { MethodModel, ResourceModel, Words } from './clientModel.ts';
import { textOf } from './texts.ts';
import { squashed, toSnake, wordsOf } from './words.ts';

/** The resources of a client, in the order in which their first methods come. */
export function resourceTree(document: Document, methods: readonly MethodModel[]): ResourceModel {
  const tags: readonly unknown[] = Array.isArray(document.tags) ? document.tags : [];
  const descriptions = new Map(
    tags
      .filter(isSchema)
      .map((tag) => [squashed(wordsOf(String(tag.name))), textOf(tag.description)]),
  );
  return build([], methods);

  function build(path: readonly Words[], inside: readonly MethodModel[]): ResourceModel {
    const depth = path.length;
    const groups = new Map<string, MethodModel[]>();
    for (const method of inside) {
      const next = method.resource[depth];
      if (!next) continue;
      const group = groups.get(toSnake(next));
      if (group) group.push(method);
      else groups.set(toSnake(next), [method]);
    }
    return {
      name: path.at(-1) ?? [],
      path,
      description: descriptions.get(path.map(squashed).join('')),
      methods: inside.filter(({ resource }) => resource.length === depth),
      resources: [...groups.values()].flatMap((group) => {
        const next = group[0]?.resource[depth];
        return next ? [build([...path, next], group)] : [];
      }),
    };
  }
}
