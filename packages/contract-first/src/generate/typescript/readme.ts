/**
 * The README of a client.
 *
 * @module
 */
import { oneLine } from '../../text/printable.ts';
import type { ClientModel } from '../model/clientModel.ts';
import type { ClientSources } from './clientFiles.ts';
import { type ExampleCall, exampleCall } from './example.ts';
import { literal } from './literals.ts';
import { titleInText } from './names.ts';
import type { MethodPlan } from './plan.ts';
import { given, offered, type SchemePlan, schemePlans } from './schemes.ts';

export function readme(packageName: string, sources: ClientSources): string {
  const { model, called, root, choices } = sources;
  const { name } = called;
  const schemes = offered(schemePlans(model));
  const { document } = model;
  const first = exampleCall(root, document, choices);
  const paged = exampleCall(
    root,
    document,
    choices,
    ({ method }) => method.pagination !== undefined,
  );
  const stream = exampleCall(root, document, choices, isStream);
  const sections = [
    `# ${packageName}`,
    `The TypeScript client of ${prose(titleInText(model.title))}, for Node.js 20 or later, Bun, Deno and browsers, as ES modules and CommonJS, without dependencies.`,
    `## Install\n\n${code('sh', `npm install ${packageName}`)}`,
    `## First steps\n\n${code('ts', firstSteps(packageName, name, schemes, first?.call))}`,
    `Methods are grouped by resource, as in \`client.${first?.plan.shown ?? 'resource.method'}\`. Editors show what the document says about each method and field.`,
    credentials(called.environment, schemes),
    errors(packageName, name, first?.call),
    ...(paged ? [lists(paged.call)] : []),
    ...(stream ? [streams(stream.call)] : []),
    ...(model.webhooks.length > 0 ? [webhooks(packageName)] : []),
    ...(model.callbacks.length > 0 ? [callbacks(packageName, model.callbacks)] : []),
    options(called.environment),
    functions(packageName, schemes, first),
  ];
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}

const isStream = ({ method }: MethodPlan): boolean =>
  method.responses.some(
    ({ isSuccess, alternatives: [first] }) =>
      isSuccess && (first?.kind === 'events' || first?.kind === 'items'),
  );

/** A text of the document in Markdown, on one line and without markup. */
const prose = (text: string): string =>
  oneLine(text)
    .slice(0, 200)
    .replaceAll(/[\\`*_{}[\]<>()#|!]/g, '\\$&');

const code = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

function firstSteps(
  packageName: string,
  name: string,
  schemes: readonly SchemePlan[],
  call: string | undefined,
): string {
  const [scheme] = schemes;
  const options = scheme ? `{ ${given(scheme)} }` : '';
  return [
    `import { ${name}Client } from ${literal(packageName)};`,
    '',
    `const client = new ${name}Client(${options});`,
    ...(call === undefined ? [] : [`const result = await ${call};`, 'console.log(result);']),
  ].join('\n');
}

function credentials(prefix: string, schemes: readonly SchemePlan[]): string {
  if (schemes.length === 0) return '';
  const rows = schemes.map(({ model, option, environment, optionType }) => {
    const variables = environment.map((each) => `\`${prefix}${each}\``).join(', ');
    return `| \`${option}\` | ${prose(model.name)} | \`${optionType}\` | ${variables} |`;
  });
  return `## Credentials

| Option | Scheme | Type | Environment |
| ------ | ------ | ---- | ----------- |
${rows.join('\n')}

They are sent only to the server of the client, and are never logged. A \`Secret\` is a text, or a function that returns one for each request.`;
}

const errors = (packageName: string, name: string, call = 'client.resource.method()'): string =>
  `## Errors

A call that fails throws a \`${name}Error\`, or one of its subclasses by status, such as \`NotFoundError\`. It has \`status\`, \`body\`, \`headers\` and \`requestId\`.

${code(
  'ts',
  `import { ${name}Error, RateLimitError } from ${literal(packageName)};

try {
  await ${call};
} catch (error) {
  if (error instanceof RateLimitError) console.log(\`Wait \${error.retryAfter} seconds\`);
  else if (error instanceof ${name}Error) console.log(error.status, error.message);
  else throw error;
}`,
)}

\`result()\` returns success or failure instead, distinguished by \`status\`:

${code('ts', `const outcome = await ${call}.result();\nif (outcome.ok) console.log(outcome.data);\nelse console.log(outcome.status, outcome.error.message);`)}

Connection errors, 408, 429 and 5xx are retried if the request is safe to send again.`;

const lists = (call: string): string => `## Lists

Awaiting a list returns its first page. Iterating over it yields the items of all pages.

${code('ts', `for await (const item of ${call}) console.log(item);\nfor await (const page of ${call}.pages()) console.log(page);`)}`;

const streams = (call: string): string => `## Streams

${code('ts', `for await (const item of ${call}) console.log(item);`)}

Leaving the loop closes the connection.`;

const webhooks = (packageName: string): string => `## Webhooks

${code('ts', `import { webhooks } from ${literal(packageName)};\n\nconst event = await webhooks.unwrap(await request.text(), request.headers, { secret: 'whsec_…' });`)}`;

const callbacks = (packageName: string, [first]: ClientModel['callbacks']): string => `## Callbacks

${code('ts', `import { callbacks } from ${literal(packageName)};\n\nconst event = callbacks.parse(await request.text(), ${literal(first?.name ?? '')});`)}

\`parse\` verifies nothing: check that the API has sent the request, for example by a secret in the address.`;

const options = (prefix: string): string => {
  return `## Options

| Option of the client | Default | Meaning |
| -------------------- | ------- | ------- |
| \`baseUrl\` | \`${prefix}BASE_URL\`, else the server of the document | URL of the server; \`servers\` has those of the document |
| \`timeout\` | \`60_000\` | timeout of a whole call in ms, or \`Infinity\` |
| \`maxRetries\` | \`2\` | number of retries after the first attempt |
| \`headers\` | | headers of every request |
| \`waitForRateLimit\` | \`false\` | delay requests while their rate limit is used up |
| \`fetch\` | the global one | the function that sends requests |
| \`middleware\` | \`[]\` | functions around each attempt, the first one outermost |
| \`logger\` | | logs attempts with \`debug\` and \`warn\`, such as \`console\` |

The last argument of a method has the options of the call: \`signal\`, \`timeout\`, \`maxRetries\`, \`idempotencyKey\`, \`headers\`, \`contentType\` and \`accept\`.`;
};

function functions(
  packageName: string,
  schemes: readonly SchemePlan[],
  example: ExampleCall | undefined,
): string {
  if (example === undefined) return '';
  const { plan, call } = example;
  const [scheme] = schemes;
  const options = scheme ? `{ ${given(scheme)} }` : '{}';
  const args = call.slice(call.indexOf('(') + 1);
  return `## Single functions

For small bundles, import single methods:

${code(
  'ts',
  `import { createConnection, ${plan.constant} } from ${literal(`${packageName}/functions`)};

const connection = createConnection(${options});
const call = ${plan.constant}(connection);
const result = await call(${args};`,
)}`;
}
