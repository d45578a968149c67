import type { RunningServer } from '../compose/server.ts';

type Started = Pick<
  RunningServer,
  'url' | 'root' | 'madeSamples' | 'madeKey' | 'madeAdministrator' | 'notices'
> & {
  /** Whether the key in use was given by the settings, so that the user has it. */
  readonly hasOwnKey: boolean;
  /** Signs the administrator in once. */
  readonly ticket: string;
};

/**
 * What the command prints once the server listens. Secrets that are shown only once are last, so that
 * nothing scrolls them away.
 */
export function greeting(started: Started): string {
  const { url, root, madeSamples, notices, ticket } = started;
  const paragraphs = [
    [
      `File Organizer is serving ${root}`,
      ...(madeSamples ? ['  (a new folder with a few sample files to try things out)'] : []),
    ],
    [
      `  Open      ${url}/#ticket=${ticket}`,
      '            (signs you in once, within 10 minutes)',
      `  API       ${url}/api/v1`,
      `  Docs      ${url}/docs`,
      '  Stop      Ctrl+C',
    ],
    ...notices.map((notice) => [`Note: ${notice}`]),
    ['Try, in another terminal:'],
    tryLines(started),
    ...keyHint(started),
    ...shownOnce(started),
  ];
  return `\n${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const tryLines = ({ url, madeKey }: Started): string[] => [
  ...(madeKey ? [`  KEY=${madeKey}`] : []),
  `  curl -H "X-API-Key: $KEY" "${url}/api/v1/files?path=/"`,
];

function keyHint({ madeKey, hasOwnKey }: Started): string[][] {
  if (hasOwnKey) return [['KEY is the API key in FILE_ORGANIZER_API_KEY.']];
  if (madeKey) return [];
  return [
    [
      'KEY is the API key that the first start printed. If you have lost it, set a new one before you start:',
    ],
    ['  export FILE_ORGANIZER_API_KEY=fo_me_$(openssl rand -hex 24)'],
  ];
}

function shownOnce({ madeKey, madeAdministrator: administrator }: Started): string[][] {
  if (!madeKey && !administrator) return [];
  return [
    ['Save these now, they are shown only once:'],
    [
      ...(madeKey ? [`  Key       ${madeKey}`] : []),
      ...(administrator
        ? [`  User      ${administrator.username}`, `  Password  ${administrator.password}`]
        : []),
    ],
  ];
}

/** What the command prints while another server is active. */
export const standbyGreeting = (url: string): string => `
This server is a standby: another one is active on the same database and folders. It takes over when that one ends.

  API       ${url}/api/v1
  Stop      Ctrl+C
`;
