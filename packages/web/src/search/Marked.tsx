import type { TextRange } from '@file-organizer/client';

/** A text with its matches marked. Their positions count characters, which may be two code units. */
export function Marked({
  text,
  matches,
}: {
  readonly text: string;
  readonly matches: readonly TextRange[];
}) {
  const characters = [...text];
  const part = (start: number, end?: number) => characters.slice(start, end).join('');
  return (
    <>
      {matches.map(({ start, end }, index) => (
        <span key={start}>
          {part(matches[index - 1]?.end ?? 0, start)}
          <mark>{part(start, end)}</mark>
        </span>
      ))}
      {part(matches.at(-1)?.end ?? 0)}
    </>
  );
}
