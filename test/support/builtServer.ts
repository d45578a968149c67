/**
 * Builds the server before the tests that start it, and again before they are repeated.
 *
 * @module
 */
import type { TestProject } from 'vitest/node';
import { buildServer } from '../../packages/server/build.ts';

export default async function setup(project: TestProject): Promise<void> {
  await buildServer();
  project.onTestsRerun(async () => {
    await buildServer();
  });
}
