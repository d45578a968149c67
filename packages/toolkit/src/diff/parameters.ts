import type { BoundOperation, Parameter } from '../contract/document.ts';
import { additive, breaking, type Change, keysOf } from './change.ts';
import type { Pair } from './index.ts';
import { schemaChanges } from './schemas.ts';

/** What an operation takes beside its body. */
export function parameterChanges({ name, before, after, documents }: Pair): Change[] {
  const [old, now] = [byPlace(before), byPlace(after)];
  const { removed, added, kept } = keysOf(old, now);
  return [
    ...removed.map((key) =>
      breaking(
        'parameter-removed',
        `${name} ${key}`,
        'the parameter is gone: who sends it is not heard, or refused',
      ),
    ),
    ...added.map((key) =>
      now[key]?.required
        ? breaking(
            'required-parameter-added',
            `${name} ${key}`,
            'the parameter is new and required: calls without it are refused',
          )
        : additive('parameter-added', `${name} ${key}`, 'the parameter is new, and optional'),
    ),
    ...kept.flatMap((key) => {
      const [one, other] = [old[key], now[key]];
      if (!one || !other) return [];
      const where = `${name} ${key}`;
      return [
        ...requiredChanges(where, one, other),
        ...styleChanges(where, one, other),
        ...schemaChanges(documents, one.schema, other.schema, 'request', where),
      ];
    }),
  ];
}

function requiredChanges(where: string, before: Parameter, after: Parameter): Change[] {
  if (Boolean(before.required) === Boolean(after.required)) return [];
  return after.required
    ? [
        breaking(
          'parameter-became-required',
          where,
          'the parameter is required now: calls without it are refused',
        ),
      ]
    : [additive('parameter-became-optional', where, 'the parameter may be left out now')];
}

function styleChanges(where: string, before: Parameter, after: Parameter): Change[] {
  if (before.style === after.style && before.explode === after.explode) return [];
  return [
    breaking('parameter-style-changed', where, 'the parameter is written in another way now'),
  ];
}

/** Parameters by their place and name; those of a path by their turn, since clients never see their names. */
function byPlace({ parameters, path }: BoundOperation): Record<string, Parameter> {
  const turns = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
  return Object.fromEntries(
    parameters.map((each) => {
      if (each.in === 'path') return [`path parameter ${turns.indexOf(each.name) + 1}`, each];
      const name = each.in === 'header' ? each.name.toLowerCase() : each.name;
      return [`${each.in} parameter ${name}`, each];
    }),
  );
}
