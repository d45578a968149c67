#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import type { RequestLine } from 'contract-first/mock';
import { type Command, type CommandOptions, help, readCommand } from './command.ts';

await main();

async function main(): Promise<void> {
  let command: Command;
  try {
    command = readCommand(process.argv.slice(2));
  } catch (error) {
    fail(2, `${messageOf(error)}\nTry --help.\n`);
    return;
  }
  if (command.show === 'mock') await serve(command.options);
  else print(command.show === 'help' ? help : `${await version()}\n`);
}

async function serve(options: CommandOptions): Promise<void> {
  // Loaded late, so that a wrong flag is reported at once.
  const { lineOf, startMock } = await import('./mock.ts');
  const { quiet, ...others } = options;
  const { port, host } = others;
  const onAnswer = (line: RequestLine) => void process.stderr.write(`${lineOf(line)}\n`);
  try {
    const mock = await startMock(quiet ? others : { ...others, onAnswer });
    const { url, close } = mock;
    const open = options.web
      ? `\n  ${mock.signInLink()}\n  opens the web page and signs you in once, within 10 minutes\n`
      : '';
    print(`The mock of the File Organizer API is listening on ${url}
${open}
  curl -H "X-API-Key: fo_abc123_token456" "${url}/api/v1/files?path=/uploads"
  curl -H "X-API-Key: fo_abc123_token456" -H "Prefer: code=429" -i ${url}/api/v1/files
`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
  } catch (error) {
    fail(1, `${reasonOf(error, port, host)}\n`);
  }
}

function reasonOf(error: unknown, port: number, host: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is in use. Choose another port with --port, or any free port with --port 0.`;
  }
  if (code === 'EACCES')
    return `No permission to listen on port ${port}; choose a port above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${host} is not an address of this machine.`;
  }
  return messageOf(error);
}

async function version(): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return JSON.parse(manifest).version;
}

function print(text: string): void {
  process.stdout.write(text);
}

function fail(exitCode: number, message: string): void {
  process.stderr.write(message);
  process.exitCode = exitCode;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
