import { escaped, Html } from './html.ts';

/** What is coloured in each language, first match first: groups are comment, string, name, number, word. */
const patterns: Readonly<Record<string, RegExp>> = {
  json: /(?<name>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?\b\d[\d.eE+-]*)|(?<word>\b(?:true|false|null)\b)/g,
  ts: /(?<comment>\/\/[^\n]*)|(?<string>'(?:[^'\\\n]|\\.)*'|`[^`]*`|"(?:[^"\\\n]|\\.)*")|(?<number>\b\d[\d_.]*\b)|(?<word>\b(?:import|from|const|new|await|for|of|async|true|false|null|undefined|if|else|type)\b)|(?<name>\b[A-Z]\w*)/g,
  python:
    /(?<comment>#[^\n]*)|(?<string>b?"(?:[^"\\\n]|\\.)*")|(?<number>\b\d[\d_.]*\b)|(?<word>\b(?:import|from|with|as|for|in|await|async|True|False|None|if|else|def)\b)|(?<name>\b[A-Z]\w*)/g,
  sh: /(?<comment>(?<=^|\s)#[^\n]*)|(?<string>'[^']*'|"(?:[^"\\]|\\.)*")|(?<word>(?<=^|\n)curl\b)|(?<name>(?<=\s)--?[a-zA-Z][\w-]*)/g,
};

/** Code with `<i>` around what is coloured. A language that is not known stays plain. */
export function highlighted(text: string, language: string): Html {
  const pattern = Object.hasOwn(patterns, language) ? patterns[language] : undefined;
  if (!pattern || text.length > 200_000) return new Html(escaped(text));
  let written = '';
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [
      'name',
    ];
    written += `${escaped(text.slice(end, match.index))}<i class="${kind.slice(0, 1)}">${escaped(match[0])}</i>`;
    end = match.index + match[0].length;
  }
  return new Html(written + escaped(text.slice(end)));
}
