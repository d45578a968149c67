/**
 * The files of a new workspace, which belong to its people from then on.
 *
 * @module
 */
import { relative } from 'node:path/posix';
import { credentialsFile, type UsedScheme, verifyCredentials } from './credentials.ts';
import { comment, literal } from './source.ts';

/** What the files of a workspace depend on. */
export type WorkspaceSettings = {
  /** The name of the package. */
  readonly name: string;
  readonly title: string;
  /** The path of the document from the workspace, with slashes. */
  readonly document: string;
  readonly schemes: readonly UsedScheme[];
  /** Where npm gets our packages: versions, or `file:` and a path. */
  readonly packages: { readonly kit: string; readonly toolkit: string };
};

/** The files that are written if they do not exist, by their paths in the workspace. */
export const newFiles = (settings: WorkspaceSettings): ReadonlyMap<string, string> =>
  new Map([
    ['package.json', packageFile(settings)],
    ['tsconfig.json', tsconfig],
    ['contract.config.ts', configFile(settings)],
    ['.gitignore', 'node_modules/\n.env\n'],
    ['production.env', productionFile(settings)],
    ['README.md', readme(settings)],
    ['src/app.ts', app],
    ['src/credentials.ts', credentialsFile(settings.schemes)],
    ['src/server.ts', serverFile(settings)],
    ['src/unwritten.ts', unwrittenFile(settings)],
    ['test/server.test.ts', test],
  ]);

const packageFile = ({ name, packages }: WorkspaceSettings): string =>
  `${JSON.stringify(
    {
      name,
      version: '0.0.0',
      private: true,
      type: 'module',
      engines: { node: '>=22.18' },
      scripts: {
        dev: 'node --watch src/server.ts',
        start: 'node --env-file=production.env src/server.ts',
        test: 'node --test "test/**/*.test.ts"',
        typecheck: 'tsc',
        generate: 'contract generate',
        verify: 'contract verify',
      },
      dependencies: { '@contract-first/hono': packages.kit },
      devDependencies: {
        '@types/node': '24.19.2',
        '@types/ws': '8.18.2',
        'contract-first': packages.toolkit,
        typescript: '6.0.3',
      },
    },
    null,
    2,
  )}\n`;

const tsconfig = `{
  "compilerOptions": {
    "target": "es2024",
    "module": "nodenext",
    "types": ["node"],
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "verbatimModuleSyntax": true,
    "erasableSyntaxOnly": true,
    "allowImportingTsExtensions": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["src", "test", "contract.config.ts"]
}
`;

const productionEnv = `# For \`npm start\`; variables of the environment override this file.
NODE_ENV=production
`;

const productionFile = ({ schemes }: WorkspaceSettings): string =>
  schemes.some(({ verify }) => verify === 'verifyCertificate')
    ? `${productionEnv}# Behind a proxy that sets it, and removes it from requests of clients:
# CLIENT_CERT_HEADER=Client-Cert
`
    : productionEnv;

const configFile = ({ document, schemes }: WorkspaceSettings): string => {
  const key =
    schemes.length === 0
      ? ''
      : `const { DEVELOPMENT_KEY: developmentKey = 'development-key' } = process.env;\n\n`;
  const credentials =
    schemes.length === 0 ? '' : `\n    credentials: { ${verifyCredentials(schemes)} },`;
  return `import { defineConfig } from 'contract-first/config';

${key}export default defineConfig({
  document: ${literal(document)},
  generate: { 'src/generated': 'server' },
  verify: {
    url: 'http://127.0.0.1:3000',${credentials}
  },
});
`;
};

const app = `import { implement } from '@contract-first/hono';
import { credentials } from './credentials.ts';
import * as api from './generated/routes.gen.ts';
import { handlers } from './handlers/index.ts';
import { unwritten } from './unwritten.ts';

/** Once all handlers are written, remove \`unwritten\`: a missing handler then is a type error. */
export const app = implement(api).with({ credentials, handlers, unwritten });
`;

const serverFile = ({ schemes }: WorkspaceSettings): string => {
  const hasKey = schemes.length > 0;
  const key = `if (developmentKey !== undefined) {
  console.log(\`Development key: \${developmentKey}\`);
}
`;
  return `import { ListenError, listen } from '@contract-first/hono/node';
import { app } from './app.ts';
${hasKey ? "import { developmentKey } from './credentials.ts';\n" : ''}
const { HOST = '127.0.0.1', PORT = '3000' } = process.env;

const { url } = await listen(app, { host: HOST, port: Number(PORT) }).catch((error: unknown) => {
  if (!(error instanceof ListenError)) throw error;
  console.error(\`\${error.message}. Set PORT to listen on another port.\`);
  process.exit(1);
});
console.log(\`Listening on \${url}\`);
${hasKey ? key : ''}if (app.unwritten.length > 0) {
  console.log('Answered by the mock until they have a handler:');
  for (const { id, method, path } of app.unwritten) {
    console.log(\`  \${id}  \${method.toUpperCase()} \${path}\`);
  }
}
`;
};

const unwrittenFile = ({
  document,
}: WorkspaceSettings): string => `import type { Unwritten } from '@contract-first/hono';

const document = new URL(${literal(fromSource(document))}, import.meta.url);
let answers: Promise<Unwritten> | undefined;

/**
 * Answers operations that have no handler by the mock, with the header \`X-Mock\`. It is loaded when it is
 * needed: production refuses to start without all handlers, and installs no development dependencies.
 */
export const unwritten: Unwritten = async (operation, request) => {
  answers ??= import('contract-first/mock').then(({ unwrittenBy }) => unwrittenBy(document));
  return (await answers)(operation, request);
};
`;

/** The URL of the document, from a file in \`src\`. */
const fromSource = (document: string): string =>
  relative('src', document).split('/').map(encodeURIComponent).join('/');

const test = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listen } from '@contract-first/hono/node';
import { loadDocument } from 'contract-first/document';
import { verify } from 'contract-first/verify';
import config from '../contract.config.ts';
import { app } from '../src/app.ts';

test('the server answers as its document says', async (t) => {
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  t.after(() => server.close());
  const { document } = await loadDocument(config.document);
  const { findings } = await verify(document, server.url, { ...config.verify, maxRequests: 500 });
  const lines = findings.map(
    ({ operation, check, messages }) => \`\${operation}, \${check}: \${messages.join('; ')}\`,
  );
  assert.deepEqual(lines, []);
});
`;

const readme = ({ title, document }: WorkspaceSettings): string => `# ${comment(title)}

A server for [${comment(document)}](${encodeURI(document)}), on
[@contract-first/hono](https://www.npmjs.com/package/@contract-first/hono).

\`\`\`sh
npm install
npm run dev        # http://127.0.0.1:3000, restarts when a file changes
npm run verify     # in another terminal: tests it against the document
npm test
\`\`\`

- **Handlers** are in \`src/handlers\`, one file for each tag. Each operation has a comment there that shows how its
  handler could begin. An operation without a handler is answered by the mock, marked by the header \`X-Mock\`, and
  listed when the server starts. \`npm run typecheck\` compares handlers with the document.
- **Credentials** are verified in \`src/credentials.ts\`. During development the key that is printed at the start is
  valid (\`DEVELOPMENT_KEY\` sets another one). In production there is none.
- **Production**: \`npm start\` sets \`NODE_ENV=production\` and refuses to start while a handler is missing.
- **A change of the document**: \`npx contract init\` in this folder generates code, adds places for new operations,
  and lists handlers of operations that are gone. It never changes a line that you wrote.
`;
