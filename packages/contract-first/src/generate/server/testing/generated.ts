import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Document } from 'contract-first/contract';
import { generateRoutes } from 'contract-first/generate';

type Answer = { readonly status: number; readonly value: unknown };

/** Routes made from a document, loaded and served. */
export type Generated = {
  /** The text of each generated file, by name. */
  readonly sources: Readonly<Record<string, string>>;
  /** What was left out. */
  readonly notices: Awaited<ReturnType<typeof generateRoutes>>['notices'];
  /** The exports of the generated module. */
  readonly module: Readonly<Record<string, unknown>>;
  /** Sends a request: 200 and what was read (`param`, `query`, `header`, `cookie`, `json`), or 400. */
  request(path: string, init?: RequestInit): Promise<Answer>;
  /** The document that is read off the routes. */
  emitted(): Document;
};

const toolkit = fileURLToPath(new URL('../../../../', import.meta.url));

/** Serves the generated module. It is written into this package, where both find what they import. */
const serve = `
import { OpenAPIHono } from '@hono/zod-openapi';
import * as generated from './routes.gen.ts';
export { generated };
export function makeApp() {
  const app = new OpenAPIHono({
    defaultHook: (result, c) => result.success ? undefined : c.json(result.error.issues, 400),
  });
  for (const [name, schema] of Object.entries(generated.schemas)) {
    app.openAPIRegistry.register(name, schema);
  }
  const targets = ['param', 'query', 'header', 'cookie', 'json'];
  for (const route of Object.values(generated.routes)) {
    app.openapi(route, (c) =>
      c.json(Object.fromEntries(targets.map((target) => [target, c.req.valid(target)]))),
    );
  }
  return app;
}
`;

type App = {
  request(path: string, init?: RequestInit): Promise<globalThis.Response>;
  getOpenAPI31Document(config: object): Document;
};

/** Generates the routes of a document and serves them. */
export async function generated(document: Document): Promise<Generated> {
  const folder = await mkdtemp(join(toolkit, '.scratch-'));
  try {
    const { notices } = await generateRoutes(document, folder);
    const sources: Record<string, string> = {};
    for (const name of (await readdir(folder)).sort()) {
      sources[name] = await readFile(join(folder, name), 'utf8');
    }
    await writeFile(join(folder, 'serve.ts'), serve);
    const module = await import(join(folder, 'serve.ts'));
    const app: App = module.makeApp();
    return {
      sources,
      notices,
      module: module.generated,
      request: async (path, init) => {
        const response = await app.request(path, init);
        return { status: response.status, value: await response.json() };
      },
      emitted: () => {
        const { openapi, info } = document;
        return app.getOpenAPI31Document({ openapi, info });
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
