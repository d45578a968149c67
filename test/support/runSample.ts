import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { adminKey, password } from './testServer.ts';

const run = promisify(execFile);

/** The folder of the samples that the site shows. */
export const samples = fileURLToPath(new URL('../../docs/samples/', import.meta.url));

/** The Python that the tests of its client have made, with the client in it. */
export const python =
  process.env.FILE_ORGANIZER_PYTHON ??
  fileURLToPath(new URL('../../packages/client-python/.venv/bin/python', import.meta.url));

/** Keeps the progress of curl to itself, makes a refused request a failure, and ends each answer's line. */
const curlrc = 'silent\nshow-error\nfail-with-body\nwrite-out = "\\n"\n';

/**
 * Runs a sample as it stands, but for the address of the server, in an empty folder.
 *
 * @param file such as `files/curl.sh`
 * @returns what it prints
 * @throws Error where it fails, with what it printed
 */
export async function runSample(file: string, server: { readonly url: string }): Promise<string> {
  const source = await readFile(join(samples, file), 'utf8');
  const here = source.replaceAll(/localhost:(8000|4010)/g, new URL(server.url).host);
  const cwd = await mkdtemp(join(tmpdir(), 'sample-'));
  // Beside the samples, so that the packages that they import are found.
  const scratch = await mkdtemp(join(samples, '.scratch-'));
  try {
    const script = join(scratch, file.replace('/', '-'));
    const isShell = file.endsWith('.sh');
    await writeFile(script, isShell ? `set -euo pipefail\n${here}` : here);
    await writeFile(join(scratch, '.curlrc'), curlrc);
    const command = isShell ? 'bash' : file.endsWith('.py') ? python : process.execPath;
    const { stdout } = await run(command, [script], {
      cwd,
      timeout: 55_000,
      env: {
        ...process.env,
        // The Node.js that runs this, whichever comes first on the PATH.
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
        CURL_HOME: scratch,
        FILE_ORGANIZER_BASE_URL: server.url,
        FILE_ORGANIZER_API_KEY: adminKey,
        PASSWORD: password,
      },
    });
    return stdout;
  } finally {
    await rm(cwd, { recursive: true });
    await rm(scratch, { recursive: true });
  }
}
