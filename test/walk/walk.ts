import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** A block of shell lines of a walk, and what the walk shows as its output. */
export type Step = { readonly script: string; readonly shown: string | undefined };

/** How long all steps may take, in milliseconds. */
const LONGEST = 60_000;

/** What differs from one walk to the next: ids, times, digests, keys, tokens, and scores by what else there is. */
const particular =
  /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z|fo_\w+|eyJ[\w.-]+|"[0-9a-f]{12}"|"[\w-]{20,}\\?"|(?<="score":)[\d.]+/g;

/** An output without what is particular to a walk, and without its layout. */
export const plain = (output: string): string =>
  output.replace(/\s+/g, '').replaceAll('\\"', '"').replace(particular, '…');

/** A ```bash block, and the ```json or ```text block that follows it. */
const STEP = /```bash\n([\s\S]*?)```(?:\n+```(?:json|text)\n([\s\S]*?)```)?/g;

export function stepsOf(markdown: string): Step[] {
  return [...markdown.matchAll(STEP)].map(([, script = '', shown]) => ({ script, shown }));
}

/** The same walk with other outputs, those of its steps that show one. */
export function withOutputs(markdown: string, outputs: readonly string[]): string {
  let at = 0;
  return markdown.replace(STEP, (block: string, script: string, shown: string | undefined) => {
    const output = outputs[at++] ?? '';
    if (shown === undefined) return block;
    const language = isJson(output) ? 'json' : 'text';
    return `\`\`\`bash\n${script}\`\`\`\n\n\`\`\`${language}\n${pretty(output)}\n\`\`\``;
  });
}

const isJson = (text: string): boolean => /^[[{]/.test(text.trim()) && !text.trim().includes('\n');

const pretty = (text: string): string =>
  isJson(text) ? JSON.stringify(JSON.parse(text), null, 2) : text.trim();

/** With the Node.js that runs this, whichever comes first on the PATH. */
const withThisNode = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
};

/**
 * Runs the steps one after the other in one shell, as somebody would who types them.
 *
 * @param address takes the place of `localhost:8000` on the way in, and gives it back on the way out
 * @throws Error for a step that fails, with what it printed
 */
export async function runSteps(
  steps: readonly Step[],
  address: string,
  cwd: string,
  env: NodeJS.ProcessEnv = withThisNode,
): Promise<string[]> {
  const shell = spawn('bash', ['-o', 'pipefail'], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  shell.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const ended = once(shell, 'exit');
  const overdue = setTimeout(() => shell.kill(), LONGEST);
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]();
  const outputs: string[] = [];
  try {
    for (const { script } of steps) {
      shell.stdin.write(
        `${script.replaceAll('localhost:8000', address)}\nprintf '\\n-- %s\\n' $?\n`,
      );
      let output = '';
      for (;;) {
        const { value, done } = await lines.next();
        const code = done ? '1' : /^-- (\d+)$/.exec(value)?.[1];
        if (code === undefined) output += `${value}\n`;
        else if (code === '0') break;
        else throw new Error(`This step failed:\n${script}\n${output}\n${complaints}`);
      }
      outputs.push(output.replaceAll(address, 'localhost:8000'));
    }
  } finally {
    clearTimeout(overdue);
    shell.stdin.end();
    await ended;
  }
  return outputs;
}
