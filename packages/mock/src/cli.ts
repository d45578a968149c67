#!/usr/bin/env node
import { parseArgs } from 'node:util';

const help = `Usage: file-organizer-mock [--port 4010] [--host 127.0.0.1]

Answers every operation of the File Organizer API with the example in its contract.

  --port  The port to listen on, 4010 where it is not given; 0 takes a free one
  --host  The address to listen on, 127.0.0.1 where it is not given
  --help  Show this
`;

await main();

async function main(): Promise<void> {
  let flags: ReturnType<typeof parse>;
  try {
    flags = parse();
  } catch (error) {
    fail(2, `${messageOf(error)}\n\n${help}`);
    return;
  }
  if (flags.help) {
    process.stdout.write(help);
    return;
  }
  await serve(flags.port, flags.host);
}

/** @throws Error that says which flag is wrong */
function parse() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not ${JSON.stringify(values.port)}`);
  }
  return { port, host: values.host, help: values.help };
}

async function serve(port: number, host: string): Promise<void> {
  // Prism takes a second to load, which a wrong flag need not wait for.
  const { startMock } = await import('./mock.ts');
  try {
    const { url, close } = await startMock({ port, host });
    process.stdout.write(`The mock of the File Organizer API listens on ${url}

  curl -H "X-API-Key: fo_abc123_token456" ${url}/api/v1/files
  curl -H "X-API-Key: fo_abc123_token456" -H "Prefer: code=429" ${url}/api/v1/files
`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => close());
  } catch (error) {
    const message = messageOf(error);
    fail(
      1,
      message.includes('EADDRINUSE') ? `Port ${port} of ${host} is in use.\n` : `${message}\n`,
    );
  }
}

function fail(exitCode: number, message: string): void {
  process.stderr.write(message);
  process.exitCode = exitCode;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
