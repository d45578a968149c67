/**
 * Starts a handwritten server with one change in its source.
 *
 * @module
 */
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goProgram, prepare, type Served, sourceOf, start } from './serving.ts';

const here = import.meta.dirname;

/** A change of the source of a server. */
export type Change = {
  readonly framework: 'Express' | 'FastAPI' | 'Go';
  readonly document: string;
  readonly from: string;
  readonly to: string;
};

/**
 * The source of a server with the change.
 *
 * @throws Error unless the source has the text to replace exactly once
 */
export async function changedSource({ framework, document, from, to }: Change): Promise<string> {
  const parts = (await readFile(sourceOf(framework, document), 'utf8')).split(from);
  if (parts.length !== 2) {
    throw new Error(`${framework} ${document} has ${parts.length - 1} times: ${from}`);
  }
  return parts.join(to);
}

/** @throws Error if the changed server does not compile or start */
export async function serveChanged(change: Change): Promise<Served> {
  const { framework, document } = change;
  const source = await changedSource(change);
  const folder = await mkdtemp(join(here, '.scratch-'));
  const clean = () => rm(folder, { recursive: true, force: true });
  try {
    const command = await commandOf(framework, document, source, folder);
    const { url, stop } = await start({ ...command, folder });
    return {
      url,
      folder,
      stop: async () => {
        await stop();
        await clean();
      },
    };
  } catch (error) {
    await clean();
    throw error;
  }
}

async function commandOf(
  framework: Change['framework'],
  document: string,
  source: string,
  folder: string,
): Promise<{ program: string; args: readonly string[] }> {
  switch (framework) {
    case 'Express': {
      const file = join(folder, `${document}.ts`);
      await writeFile(file, source);
      return { program: process.execPath, args: [join(here, 'express/serve.ts'), file] };
    }
    case 'FastAPI': {
      await writeFile(join(folder, `${document}.py`), source);
      // Python imports modules from the folder of the program first.
      await copyFile(join(here, 'fastapi/serve.py'), join(folder, 'serve.py'));
      return { program: await prepare('FastAPI'), args: ['-B', 'serve.py', document] };
    }
    case 'Go': {
      const [file, overlay] = [join(folder, 'changed.go'), join(folder, 'overlay.json')];
      await writeFile(file, source);
      const replaced = { Replace: { [sourceOf('Go', document)]: file } };
      await writeFile(overlay, JSON.stringify(replaced));
      const program = await goProgram(join(here, 'go'), join(folder, 'honest'), overlay);
      return { program, args: [document] };
    }
  }
}
