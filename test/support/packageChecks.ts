import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';

/** What publint has to complain about, of a package that is installed. */
export async function lintPackage(folder: string): Promise<readonly object[]> {
  return (await publint({ pkgDir: folder, strict: true })).messages;
}

/**
 * What attw finds wrong with the types of a tarball.
 *
 * @param unsupported ways to import it that the package does not have, by attw's names for a
 *   resolution (`node10`) or a problem (`CJSResolvesToESM`)
 */
export async function typeProblems(
  tarball: string,
  unsupported: readonly string[] = [],
): Promise<readonly object[]> {
  const data = new Uint8Array(await readFile(tarball));
  const analysis = await checkPackage(createPackageFromTarballData(data));
  if (!analysis.types) throw new Error('There are no types');
  return analysis.problems.filter(
    (problem) =>
      !unsupported.includes(problem.kind) &&
      !('resolutionKind' in problem && unsupported.includes(problem.resolutionKind)),
  );
}
