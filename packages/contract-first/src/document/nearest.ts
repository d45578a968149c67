const MOST = 3;

/** The names that differ least from a given one, the nearest first; none if all differ much. */
export function nearest(name: string, known: Iterable<string>): string[] {
  const limit = Math.max(1, Math.floor(name.length / 3));
  return [...known]
    .map((each) => ({ each, distance: distanceOf(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, distance }) => distance <= limit || each.includes(name))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST)
    .map(({ each }) => each);
}

/** How many letters have to be added, removed or replaced (Levenshtein). */
function distanceOf(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (let at = 0; at < other.length; at += 1) {
      const replaced = (above[at] ?? 0) + (other[at] === letter ? 0 : 1);
      line.push(Math.min(replaced, (above[at + 1] ?? 0) + 1, (line[at] ?? 0) + 1));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}
