import type { DuplicateGroup } from '@file-organizer/client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { Choices, Decisions } from './decisions.ts';
import { GroupItem } from './GroupItem.tsx';

/** About the height of a group, in pixels; it is measured once it is in sight. */
const ROW = 190;

/** All groups; only those in sight are in the document. */
export function GroupList({
  groups,
  total,
  decisions,
  choices,
  onChange,
}: {
  readonly groups: readonly DuplicateGroup[];
  readonly total: number;
  readonly decisions: Decisions | undefined;
  readonly choices: Choices;
  /** undefined if nothing can be chosen. */
  readonly onChange: ((choices: Choices) => void) | undefined;
}) {
  const scroller = useRef<HTMLElement>(null);
  const inSight = useVirtualizer({
    count: groups.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => groups[index]?.sha256 ?? index,
    overscan: 4,
  });
  const spare = (sha256: string, isSpared: boolean) => {
    const spared = new Set(choices.spared);
    if (isSpared) spared.add(sha256);
    else spared.delete(sha256);
    onChange?.({ ...choices, spared });
  };
  const choose = (sha256: string, fileId: string) =>
    onChange?.({ ...choices, chosen: new Map(choices.chosen).set(sha256, fileId) });
  return (
    // It scrolls, so the keyboard has to reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section ref={scroller} className="groups" tabIndex={0} aria-label="Groups">
      <ul style={{ height: inSight.getTotalSize() }}>
        {inSight.getVirtualItems().map(({ index, start, key }) => {
          const group = groups[index];
          if (!group) return null;
          const { sha256 } = group;
          return (
            <li
              key={key}
              className="group-row"
              ref={inSight.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={total}
              aria-posinset={index + 1}
            >
              <GroupItem
                group={group}
                decisions={decisions}
                isSpared={choices.spared.has(sha256)}
                change={
                  onChange && {
                    onChoose: (fileId) => choose(sha256, fileId),
                    onSpare: (isSpared) => spare(sha256, isSpared),
                  }
                }
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
