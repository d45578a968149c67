/**
 * The modules of the runtime that generated files import.
 *
 * @module
 */

/** Where each export of the runtime is. */
const modules = {
  'call.ts': ['ApiPromise', 'call', 'Failure', 'NoResponse', 'Outcome', 'Success'],
  'events.ts': ['connect', 'EventOptions', 'EventStream'],
  'operation.ts': [
    'Answer',
    'Api',
    'Channel',
    'Connection',
    'Operation',
    'SecurityUse',
    'Waiting',
    'WebSocketLike',
  ],
  'options.ts': [
    'FilePart',
    'ItemSource',
    'RequestOptions',
    'UploadOptions',
    'UploadProgress',
    'UploadSource',
    'WaitOptions',
  ],
  'pages.ts': ['list', 'PagePromise'],
  'stream.ts': ['Stream', 'stream', 'StreamPromise'],
  'wait.ts': ['wait'],
} as const;

export type RuntimeName = (typeof modules)[keyof typeof modules][number];

/** The module of something that the runtime exports, from a file in the folder of sources. */
export function runtimeModule(name: RuntimeName, depth = 0): string {
  const found = Object.entries(modules).find(([, names]) =>
    names.some((each: string) => each === name),
  );
  return `${depth === 0 ? './' : '../'.repeat(depth)}runtime/${found?.[0]}`;
}

/** The file of the types of the runtime that generated types refer to. */
export function runtimeIndex(files: readonly string[]): string {
  const text = files.join('\n');
  const exported = Object.entries(modules).flatMap(([module, names]) => {
    const used = names.filter((name) => text.includes(`runtime.${name}`));
    return used.length === 0 ? [] : [`export type { ${used.join(', ')} } from './${module}';\n`];
  });
  return exported.length === 0 ? 'export {};\n' : exported.join('');
}

/** Type arguments with which a function returns what every overload does. */
export const neverOf = (call: 'call' | 'list' | 'stream'): string =>
  call === 'list' ? '<never, never, never>' : '<never, never>';
