import { nameOf } from '../library/path.ts';
import type { Folder } from '../library/walk.ts';

const repositories = new Set(['.git', '.hg', '.svn']);
const projectFiles = new Set([
  'package.json',
  'pyproject.toml',
  'setup.py',
  'Cargo.toml',
  'go.mod',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'CMakeLists.txt',
  'Gemfile',
  'composer.json',
  'mix.exs',
]);
const projectEndings = /\.(sln|csproj|xcodeproj|xcworkspace|app|photoslibrary)$/;

/** By what a folder is a whole that must stay together, or undefined where it is not. */
export function projectMark(folder: Folder, isBase: boolean): string | undefined {
  const entries = [...folder.folders, ...folder.files.map((file) => file.path)].map(nameOf);
  const repository = entries.find((name) => repositories.has(name));
  // In the folder that was named, a loose project file is just one of the files to organize.
  if (repository || isBase) return repository;
  if (projectEndings.test(folder.path)) return nameOf(folder.path);
  return entries.find((name) => projectFiles.has(name) || projectEndings.test(name));
}
