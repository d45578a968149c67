/** The server's command line: parses it, starts the server, prints the greeting, and stops on a signal. */

import { startServer } from '../compose/server.ts';
import { StandbyEnded } from '../compose/standby.ts';
import { helpText, readConfig, SettingError, unknownSettings } from '../start/config.ts';
import { greeting, standbyGreeting } from './greeting.ts';
import { tidy } from './heapSize.ts';

try {
  const config = readConfig(process.argv.slice(2), process.env);
  if (!config) {
    console.log(helpText());
  } else {
    const server = await startServer(config, {
      onStandby: (standby) => {
        stopOnSignals(standby);
        console.log(standbyGreeting(standby.url));
      },
    });
    stopOnSignals(server);
    // First, so that it does not delay anything after the greeting.
    tidy();
    const notices = unknownSettings(process.env).map(
      (name) => `${name} is not a setting and has no effect; --help lists the settings.`,
    );
    const hasOwnKey = config.apiKey !== undefined;
    const { ticket } = await server.signIns.issueFor(await server.users.administrator());
    console.log(
      greeting({ ...server, notices: [...notices, ...server.notices], hasOwnKey, ticket }),
    );
  }
} catch (error) {
  // The signal that stopped it ends the process.
  if (error instanceof StandbyEnded) await new Promise(() => {});
  if (!(error instanceof SettingError)) throw error;
  console.error(`The server did not start. ${error.message}`);
  // Work that was started may still be running.
  process.exit(2);
}

/** Stops gracefully at the first signal, immediately at the second. A standby that took over is stopped as a server. */
function stopOnSignals(server: { close(): Promise<void> }): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal).on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      console.log(
        '\nStopping: requests have 10 seconds to finish, jobs are paused. Press Ctrl+C again to stop at once.',
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
