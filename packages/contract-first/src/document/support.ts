/**
 * Which features of a document each command handles.
 *
 * A command that leaves something out says so: with a warning if what it does is still right without
 * it, with an error if it is not. `docs/features.md` shows the outcome for every feature.
 *
 * @module
 */
import { features } from './features.ts';
import type { Document } from './model.ts';
import type { Notice } from './notice.ts';
import type { Place } from './sourceFiles.ts';
import { type Part, walk } from './structure.ts';
import { generatedTasks, type Task } from './task.ts';

/**
 * What a task does not handle of a document.
 *
 * @param task one or several; `generate` stands for all targets of generated code
 * @param sourceOf where something stands in the document as it was written
 * @param placeOf where that is in its file
 */
export function unsupported(
  document: Document,
  task: Task | 'generate' | readonly Task[],
  sourceOf: (pointer: string) => string,
  placeOf: (pointer: string) => Place | undefined = () => undefined,
): Notice[] {
  const notices: Notice[] = [];
  const asked = task === 'generate' ? generatedTasks : [task].flat();
  const lacking = features.flatMap(({ without, ...feature }) => {
    const lacks = asked.flatMap((each) => (without[each] ? [without[each]] : []));
    return lacks.length > 0 ? [{ ...feature, lacks }] : [];
  });
  walk(document as unknown as Part, (part) => {
    for (const { name, isIn, at, lacks } of lacking) {
      if (!isIn(part, document)) continue;
      const field = at?.(part) ?? '';
      const spot = field === '' ? part.pointer : `${part.pointer}/${field}`;
      const place = placeOf(spot);
      const where = { pointer: sourceOf(spot), ...(place && { place }) };
      for (const [level, message] of new Map(lacks.map((lack) => [lack[1], lack])).values()) {
        notices.push({ rule: name, level, message, ...where });
      }
    }
  });
  return notices;
}
