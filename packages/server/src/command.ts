/** The command line of the server: reads it, starts, greets, and stops on a signal. */

import { tidy } from './afterStart.ts';
import { helpText, readConfig, SettingError } from './config.ts';
import { type RunningServer, startServer } from './server.ts';

try {
  const config = readConfig(process.argv.slice(2), process.env);
  if (!config) {
    console.log(helpText());
  } else {
    const server = await startServer(config);
    stopOnSignals(server);
    // First, so that nobody who reads the greeting has to wait for it.
    tidy();
    greet(server);
  }
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  console.error(`The server did not start. ${error.message}`);
  process.exitCode = 2;
}

function greet({ url, root, madeSamples, madeKey, madeAdministrator }: RunningServer): void {
  const lines = ['', `File Organizer serves ${root}`];
  if (madeSamples) {
    lines.push('  (the folder was not there; it was made, with a few samples to try things on)');
  }
  lines.push('', `  API   ${url}/api/v1`, `  Docs  ${url}/docs`);
  if (madeKey) {
    lines.push('', `  Key   ${madeKey}`, '        It is shown only this once; keep it.');
  }
  if (madeAdministrator) {
    lines.push(
      '',
      `  User  ${madeAdministrator.username}`,
      `        ${madeAdministrator.password}`,
    );
    lines.push('        The password is shown only this once; keep it.');
  }
  const key = madeKey ?? '$KEY';
  lines.push('', 'Try:', '', `  curl -H "X-API-Key: ${key}" "${url}/api/v1/files?path=/"`, '');
  console.log(lines.join('\n'));
}

/** Stops in order at the first signal, at once at the second. */
function stopOnSignals(server: RunningServer): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      console.log(
        '\nStopping: requests have 10 seconds to finish, jobs pause. Once more to stop at once.',
      );
      server.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
