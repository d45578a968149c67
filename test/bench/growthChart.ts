import type { Growth, Work } from './growth.ts';

const [WIDTH, HEIGHT] = [760, 420];
const [LEFT, TOP, RIGHT, BOTTOM] = [64, 16, 220, 40];
/** Can be told apart by people with any kind of colour vision (Okabe and Ito), on light and dark. */
const COLOURS = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#d55e00',
  '#cc79a7',
  '#56b4e9',
  '#8a8a8a',
  '#7a5fd0',
  '#8c6d31',
  '#1b9e9e',
  '#b03060',
  '#5b8c2a',
];

/**
 * A chart with logarithmic axes: what grows as the number of files does rises with the dotted line, what does not
 * grow is level.
 */
export function growthChart(all: readonly Growth[]): string {
  const secondsIn = ({ spent }: Growth, work: Work) => spent[work]?.seconds;
  // Keys of a literal of this type.
  const works = Object.keys(all[0]?.spent ?? {}) as Work[];
  const files = all.map((each) => each.files);
  const times = all.flatMap((growth) => works.flatMap((work) => secondsIn(growth, work) ?? []));
  const x = scale(Math.min(...files), Math.max(...files), LEFT, WIDTH - RIGHT);
  const low = 10 ** Math.floor(Math.log10(Math.min(...times)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...times)));
  const y = scale(low, high, HEIGHT - BOTTOM, TOP);
  const lines: string[] = [];
  for (let at = low; at <= high * 1.001; at *= 10) {
    lines.push(
      `<path d="M${LEFT} ${y(at)}H${WIDTH - RIGHT}" stroke="#8884"/>`,
      text(LEFT - 8, y(at) + 4, at < 1 ? `${Math.round(at * 1000)} ms` : `${at} s`, 'end'),
    );
  }
  for (const count of files) {
    lines.push(
      `<path d="M${x(count)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#8884"/>`,
      text(x(count), HEIGHT - BOTTOM + 20, count.toLocaleString('en'), 'middle'),
    );
  }
  const [first = 1, last = 1] = [files[0], files.at(-1)];
  const rise = Math.min(high, (low * last) / first);
  lines.push(
    `<path d="M${x(first)} ${y(low)}L${x((first * rise) / low)} ${y(rise)}" stroke="#8888" stroke-dasharray="2 4"/>`,
  );
  const lastOf = (work: Work) =>
    all.flatMap((growth) => secondsIn(growth, work) ?? []).at(-1) ?? low;
  const ends = works
    .map((work, at) => ({ work, at, end: y(lastOf(work)) }))
    .sort((a, b) => a.end - b.end);
  let free = 0;
  for (const { work, at, end } of ends) {
    const colour = COLOURS[at % COLOURS.length] ?? '';
    const points = all.flatMap((growth) => {
      const value = secondsIn(growth, work);
      return value === undefined ? [] : [`${x(growth.files)} ${y(value)}`];
    });
    lines.push(
      `<path d="M${points.join('L')}" stroke="${colour}" stroke-width="2.5" fill="none"/>`,
    );
    // Labels of lines that end close together are moved apart.
    free = Math.max(end, free + 16);
    lines.push(text(WIDTH - RIGHT + 8, free + 4, work, 'start', colour));
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    '<title>Time by number of files</title>',
    ...lines,
    '</svg>\n',
  ].join('\n');
}

const scale =
  (from: number, to: number, start: number, end: number) =>
  (value: number): number =>
    Math.round(start + ((end - start) * Math.log(value / from)) / Math.log(to / from));

const text = (
  x: number,
  y: number,
  content: string,
  anchor: 'start' | 'middle' | 'end',
  colour = '#808080',
): string => `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${colour}">${content}</text>`;
