/** The languages that samples are in, in the order of their tabs. */
export const languages = [
  { label: 'Python', file: 'python.py', highlight: 'python' },
  { label: 'JavaScript', file: 'javascript.ts', highlight: 'ts' },
  { label: 'cURL', file: 'curl.sh', highlight: 'bash' },
] as const;

const marker = /^\s*(?:#|\/\/) ?#(region|endregion)\b *(\S*)$/;

/** The names of the regions of a sample, in their order. */
export const regionsOf = (source: string): string[] =>
  source.split('\n').flatMap((line) => {
    const [, kind, name = ''] = marker.exec(line) ?? [];
    return kind === 'region' ? [name] : [];
  });

/**
 * The lines between `#region name` and its `#endregion`, or all of them, without any markers.
 *
 * @throws Error for a region that is not there, or is not closed
 */
export function regionOf(source: string, region?: string): string {
  const shown: string[] = [];
  let inside = region === undefined;
  let closed = inside;
  for (const line of source.split('\n')) {
    const [, kind, name] = marker.exec(line) ?? [];
    if (kind === 'region' && name === region) inside = true;
    if (kind === 'endregion' && inside && region !== undefined) {
      closed = true;
      break;
    }
    if (inside && !kind) shown.push(line);
  }
  if (!closed) throw new Error(`The region "${region}" is not there, or not closed`);
  return dedent(shown).join('\n').trim();
}

function dedent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(Number.isFinite(shared) ? shared : 0));
}
