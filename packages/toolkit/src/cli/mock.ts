import { once } from 'node:events';
import { createLogger } from '@stoplight/prism-core';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';
import { bundleDocument } from '../codegen/bundle.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, loadConfig } from './config.ts';

const PORT = '4010';

/** Answers by a document, with its own examples, by Prism. */
export const mock = defineCommand({
  summary: "Serves the document's own examples, by Prism",
  usage: 'contract mock [document] [options]',
  details: 'Runs until it is stopped. `Prefer: code=404` in a request asks for another status.',
  takes: 1,
  options: {
    port: { type: 'string', value: 'N', description: `The port; 0 takes a free one (${PORT})` },
    host: { type: 'string', value: 'ADDRESS', description: 'The address to listen on (127.0.0.1)' },
  },
  run: async ({ words: [given], values, terminal }) => {
    const { port = PORT, host = '127.0.0.1' } = values;
    if (!/^\d{1,5}$/.test(port)) throw new UsageError(`This is no port: ${port}`);
    const entry = documentOf(given, await loadConfig(values.config));
    const server = createServer(
      await getHttpOperationsFromSpec(await bundleDocument<object>(entry)),
      {
        cors: true,
        components: { logger: createLogger('mock', { level: 'silent' }) },
        config: {
          isProxy: false,
          checkSecurity: true,
          validateRequest: true,
          validateResponse: true,
          errors: false,
          upstreamProxy: undefined,
          mock: { dynamic: false, mediaTypes: ['*/*'] },
        },
      },
    );
    const url = await server.listen(Number(port), host).catch((reason: unknown) => {
      // Prism rejects with the message alone.
      throw reason instanceof Error ? reason : new Error(String(reason));
    });
    terminal.out(values.json ? JSON.stringify({ url }) : `The mock listens on ${url}`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await server.close();
    return EXIT.fine;
  },
});
