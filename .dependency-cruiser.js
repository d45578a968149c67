/**
 * Which source files may import which; `pnpm lint:imports` checks it. To cover another package, add its
 * source folder to `checked` and its rules to `forbidden`.
 */

const checked = [
  'packages/contract-first/src',
  'packages/contract-first-hono/src',
  'packages/mock/src',
  'packages/server/src',
  'packages/web/src',
  'packages/cli/src',
];
/** The room of the toolkit that a path is in, or one of several. */
const rooms = (...names) => `^packages/contract-first/src/(${names.join('|')})/`;
/** Rooms that commands call; none of them needs another one. */
const tools = [
  'diff',
  'docs',
  'drift',
  'equivalence',
  'generate',
  'grade',
  'lint',
  'mock',
  'release',
  'verify',
];

/** Folders of the server that a path is in. */
const server = (...names) => `^packages/server/src/(${names.join('|')})/`;
const tests = ['\\.test\\.ts$', '/testing/'];
const services = ['library', 'organize', 'dedupe', 'search', 'jobs', 'events', 'auth', 'live'];
const entry = ['http', 'api', 'compose', 'start', 'command'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment:
        'Files that import each other, even for a type, can only be read and tested together.',
      severity: 'error',
      from: { path: checked.map((folder) => `^${folder}/`) },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere would hide from every other rule.',
      severity: 'error',
      from: { path: checked.map((folder) => `^${folder}/`) },
      to: { couldNotResolve: true },
    },
    {
      name: 'toolkit-alone',
      comment:
        'The toolkit serves any document, so it imports no other package of this repository.',
      severity: 'error',
      from: { path: '^packages/contract-first/src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(packages|spec|docs|test|scripts)/', pathNot: '^packages/contract-first/' },
    },
    {
      name: 'kit-alone',
      comment: 'The server kit is installed in production without the toolkit, and serves any API.',
      severity: 'error',
      from: { path: '^packages/contract-first-hono/src/' },
      to: {
        path: '^(packages|spec|docs|test|scripts)/',
        pathNot: '^packages/contract-first-hono/',
      },
    },
    {
      name: 'mock-on-the-toolkit',
      comment: 'The mock is written from the contract alone, so that it can judge the server.',
      severity: 'error',
      from: { path: '^packages/mock/src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(packages|test|scripts)/', pathNot: '^packages/(mock|contract-first)/' },
    },
    {
      name: 'layers',
      comment: 'The arrow is cli → tools → contract → schema → document.',
      severity: 'error',
      from: { path: rooms('document') },
      to: { path: rooms('schema', 'contract', 'cli', ...tools) },
    },
    {
      name: 'layers-schema',
      severity: 'error',
      from: { path: rooms('schema'), pathNot: '\\.test\\.ts$' },
      to: { path: rooms('contract', 'cli', ...tools) },
    },
    {
      name: 'layers-contract',
      severity: 'error',
      from: { path: rooms('contract') },
      to: { path: rooms('cli', ...tools) },
    },
    {
      name: 'tools-apart',
      comment: 'A command puts tools together; no tool calls another one.',
      severity: 'error',
      from: { path: rooms(...tools), pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { path: rooms('cli', ...tools), pathNot: '^packages/contract-first/src/$1/' },
    },
    {
      name: 'mock-state-below-api',
      comment: 'What the mock remembers knows no requests; `compose.ts` puts both together.',
      severity: 'error',
      from: { path: '^packages/mock/src/state/' },
      to: { path: '^packages/mock/src/(api|live)/' },
    },
    {
      name: 'server-files-below-all',
      comment: 'What a file is (path, name, kind) depends on no disk and no database.',
      severity: 'error',
      from: { path: server('files'), pathNot: tests },
      to: { path: server('disk', 'storage', 'process', ...services, ...entry) },
    },
    {
      name: 'server-disk-below-storage',
      severity: 'error',
      from: { path: server('disk'), pathNot: tests },
      to: { path: server('storage', ...services, ...entry) },
    },
    {
      name: 'server-storage-below-services',
      comment: 'Services call repositories; a repository calls no service.',
      severity: 'error',
      from: { path: server('storage'), pathNot: tests },
      to: { path: server(...services, ...entry) },
    },
    {
      name: 'server-services-without-http',
      comment: 'The arrow is compose → api → services → storage.',
      severity: 'error',
      from: { path: server(...services), pathNot: tests },
      to: { path: server(...entry) },
    },
    {
      name: 'server-jobs-apart',
      comment: 'The kinds of jobs do not depend on each other, and the runner on none of them.',
      severity: 'error',
      from: { path: server('organize', 'dedupe', 'jobs'), pathNot: tests },
      to: { path: server('organize', 'dedupe'), pathNot: '^packages/server/src/$1/' },
    },
    {
      name: 'server-methodologies-pure',
      comment: 'A methodology is a function from a listing to the folder of each file.',
      severity: 'error',
      from: { path: server('organize/methodologies'), pathNot: tests },
      to: {
        path: server('disk', 'storage', 'library', 'jobs', 'organize/planning', 'organize/moving'),
      },
    },
    {
      name: 'server-kit-for-api-only',
      comment: 'The server kit is HTTP; services know its `ProblemError` only.',
      severity: 'error',
      from: { path: server('files', 'disk', 'storage', 'process', ...services), pathNot: tests },
      to: {
        path: '^packages/contract-first-hono/',
        pathNot: '^packages/contract-first-hono/src/problems/',
      },
    },
    {
      name: 'server-api-without-sql',
      comment: 'Handlers call services; of storage they use types of rows.',
      severity: 'error',
      from: { path: server('api'), pathNot: tests },
      to: { path: server('storage/sqlite', 'compose', 'command') },
    },
    {
      name: 'page-on-the-client',
      comment: 'The web page shows that the contract is enough: it knows nothing but the client.',
      severity: 'error',
      from: { path: '^packages/web/src/' },
      to: { path: '^(packages|spec|test|scripts)/', pathNot: '^packages/(web|client)/' },
    },
    {
      name: 'clients-without-server',
      comment: 'A client is made from the contract alone.',
      severity: 'error',
      from: { path: '^packages/client/src/' },
      to: { path: '^packages/(server|mock|contract-first)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count as well: a circle of types ties files together as much as one of values.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
