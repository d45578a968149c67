/**
 * The server's log on stderr.
 *
 * @module
 */
import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import { type DestinationStream, destination, type Logger, pino } from 'pino';

/** Stderr, the destination of the log. */
const STDERR = 2;
/**
 * Control characters, for example in file names, which a terminal could interpret as commands; newlines and
 * tabs are harmless.
 */
const control = /[^\P{Cc}\n\t]/gu;

/** A logger, and the level of its lines about traffic. */
export type ServerLog = {
  readonly log: Logger;
  /** The level of log lines about requests and live connections. */
  readonly trafficLevel: 'debug' | 'info';
};

/**
 * Opens the log: JSON lines for programs; on a terminal, lines for people. There, requests are only logged
 * at `debug`, so that they do not scroll away what is shown only once, such as the first key.
 *
 * @param level the lowest level that is logged, or `silent`
 * @param to the destination of the lines
 */
export async function openLog(
  level: string,
  isTerminal: boolean = isatty(STDERR),
  to: DestinationStream = stderr(),
): Promise<ServerLog> {
  if (!isTerminal) return { log: pino({ level }, to), trafficLevel: 'info' };
  // Loaded on demand: a server without a terminal starts without it.
  const { prettyFactory } = await import('pino-pretty');
  const pretty = prettyFactory({
    colorize: process.stderr.hasColors?.() ?? false,
    ignore: 'pid,hostname,method,path,status,ms,operation,credential,request_id',
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true,
    messageFormat: ({ method, path, status, ms, ...line }, messageKey) =>
      method === undefined ? String(line[messageKey]) : `${method} ${path} ${status} ${ms} ms`,
  });
  const write = (line: string) => {
    const harmless = (_key: string, value: unknown) =>
      typeof value === 'string' ? value.replace(control, '\u{fffd}') : value;
    to.write(pretty(JSON.parse(line, harmless)));
  };
  return { log: pino({ level }, { write }), trafficLevel: 'debug' };
}

/**
 * Lines for a file are written by the thread that logs: handing each to another one takes longer. A pipe is full
 * if its reader has stopped, and the server must not wait for that.
 */
const stderr = (): DestinationStream =>
  destination({ dest: STDERR, sync: fstatSync(STDERR).isFile() });
