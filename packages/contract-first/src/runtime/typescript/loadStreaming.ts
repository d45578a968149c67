/** Loads what only streams, files of the disk and progress need. */
export const streaming = (): Promise<typeof import('./streaming.ts')> => import('./streaming.ts');
