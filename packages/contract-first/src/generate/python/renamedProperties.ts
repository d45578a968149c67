import type { Notice } from '../../document/notice.ts';
import type { ClientTypes } from './clientTypes.ts';
import type { PythonMethod } from './resources.ts';

/** What a page has itself, next to the properties of the response. */
const ofPages = new Set(['pages']);

/** Notices of properties of list responses that have another name in Python, since pages have theirs. */
export function renamedProperties(
  methods: Iterable<PythonMethod>,
  types: ClientTypes,
): readonly Notice[] {
  const known = new Set<string>();
  return [...methods].flatMap(({ id, model, result: { page } }): Notice[] => {
    const name = page?.model;
    const definition = name === undefined ? undefined : types.definition(name);
    if (definition?.kind !== 'class' || known.has(definition.name)) return [];
    known.add(definition.name);
    const renamed = definition.fields.filter(({ wire }) => ofPages.has(wire));
    return renamed.map(({ name: field, wire }) => ({
      rule: 'property-renamed',
      level: 'warning',
      pointer: model.pointer,
      message: `In Python, \`${wire}\` of the response is \`${field}\`, because lists have a method \`${wire}()\`: use \`client.${id}(…).${field}\`.`,
    }));
  });
}
