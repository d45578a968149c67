/**
 * `pnpm docs:pictures`: takes the pictures of the web page that README and docs show. With a folder as argument, it
 * takes all views in all looks there, to review them.
 *
 * @module
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildServer } from '../../packages/server/build.ts';
import { buildWeb } from '../../packages/web/build.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { Camera, type Look } from './camera.ts';

/** Where the docs have their pictures, and which ones. */
const shownIn = join(import.meta.dirname, '../../docs/pictures');
export const shown: readonly `${string}-${Look}`[] = [
  'files-desk-light',
  'plan-desk-light',
  'plan-trees-desk-light',
  'duplicates-desk-light',
  'finished-phone-dark',
];

/**
 * Takes pictures of the web page.
 *
 * @returns their paths
 * @throws Error if there is no Chromium, or a view is not as expected
 */
export async function takePictures(camera: Camera): Promise<readonly string[]> {
  const executable = findBrowser();
  if (!executable) throw new Error('No Chromium was found; set CHROMIUM_PATH');
  await Promise.all([buildServer(), buildWeb()]);
  // Loaded late, since it needs the built server.
  const [{ startTestServer }, { tell }] = await Promise.all([
    import('../support/testServer.ts'),
    import('./story.ts'),
  ]);
  const server = await startTestServer();
  const browser = await launchBrowser(executable);
  try {
    const context = await browser.newContext({
      ...{ locale: 'en-GB', timezoneId: 'UTC' },
      viewport: { width: 1280, height: 800 },
    });
    await tell({ server, context, camera });
  } finally {
    await browser.close();
    await server.end();
  }
  return camera.taken;
}

const help = `pnpm docs:pictures [folder]

Takes the pictures in docs/pictures, or with a folder all views in all looks there.`;

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(help);
    process.exit();
  }
  const [folder] = positionals;
  const camera =
    folder === undefined
      ? new Camera(shownIn, (view, look) => shown.includes(`${view}-${look}`))
      : new Camera(folder);
  for (const path of await takePictures(camera)) process.stdout.write(`${path}\n`);
}
