/**
 * Takes pictures of a page: light and dark, on a desk and on a phone.
 *
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export type Look = 'desk-light' | 'desk-dark' | 'phone-light' | 'phone-dark';

const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
export const looks: readonly Look[] = ['desk-light', 'desk-dark', 'phone-light', 'phone-dark'];

/** Of the pictures for the docs, in percent: text stays sharp. */
const QUALITY = 80;

export class Camera {
  readonly #folder: string;
  readonly #isWanted: (view: string, look: Look) => boolean;
  /** The paths of the pictures it has taken. */
  readonly taken: string[] = [];

  /** @param isWanted which pictures are taken */
  constructor(folder: string, isWanted: (view: string, look: Look) => boolean = () => true) {
    this.#folder = folder;
    this.#isWanted = isWanted;
  }

  /** Takes a view in all looks that are wanted. Afterwards, the page has its first look again. */
  async take(page: Page, view: string): Promise<void> {
    const wanted = looks.filter((look) => this.#isWanted(view, look));
    await mkdir(this.#folder, { recursive: true });
    for (const look of wanted) {
      await dress(page, look);
      const file = join(this.#folder, `${view}-${look}.webp`);
      const session = await page.context().newCDPSession(page);
      const { data } = await session.send('Page.captureScreenshot', {
        format: 'webp',
        quality: QUALITY,
      });
      await session.detach();
      await writeFile(file, Buffer.from(data, 'base64'));
      this.taken.push(file);
    }
    if (wanted.length > 0) await dress(page, 'desk-light');
  }
}

async function dress(page: Page, look: Look): Promise<void> {
  // No row looks as if the pointer were on it.
  await page.mouse.move(0, 0);
  await page.setViewportSize(look.startsWith('desk') ? sizes.desk : sizes.phone);
  await page.emulateMedia({
    colorScheme: look.endsWith('dark') ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  // A list measures its rows in a frame, and draws them in the next one.
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150))))',
  );
}
