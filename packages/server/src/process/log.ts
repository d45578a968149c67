/**
 * The server's log on stderr.
 *
 * @module
 */
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
  to: DestinationStream = buffered(STDERR),
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
 * Writes all lines of one turn of the event loop with one system call: under load, a call for each request
 * takes a large part of its time. Lines are written before the process exits, whatever ends it but SIGKILL.
 *
 * @param fd a file descriptor
 */
export function buffered(fd: number): DestinationStream {
  const stream = destination({ fd, sync: true });
  let lines = '';
  const flush = () => {
    const written = lines;
    lines = '';
    if (written !== '') stream.write(written);
  };
  process.on('exit', flush);
  return {
    write: (line) => {
      if (lines === '') setImmediate(flush);
      lines += line;
    },
  };
}
