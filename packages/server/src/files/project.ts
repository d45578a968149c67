/**
 * Recognizes projects: folders such as repositories, which are never taken apart.
 *
 * @module
 */
import { nameOf } from './path.ts';

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
  'deno.json',
  'pubspec.yaml',
  'Package.swift',
  'build.sbt',
  'meson.build',
  'Makefile',
  'platformio.ini',
  'west.yml',
  'project.godot',
]);
const projectEndings =
  /\.(sln|csproj|vcxproj|xcodeproj|xcworkspace|app|photoslibrary|uproject|kicad_pro)$/;

/** What a name must match to be a mark, for SQL; each is then judged by {@link projectMarkIn}. */
export const maybeMarks: { readonly names: readonly string[]; readonly pattern: string } = {
  names: [...repositories, ...projectFiles],
  pattern: `(${projectEndings.source})|(\\.ino$)`,
};

type FolderContents = {
  readonly path: string;
  /** The paths of its direct subfolders. */
  readonly folders: readonly string[];
  readonly files: readonly { readonly path: string }[];
};

/** The name that marks a folder as a project, which must stay together; undefined if it is none. */
export const projectMark = (folder: FolderContents, isBase: boolean): string | undefined =>
  projectMarkIn(
    folder.path,
    [...folder.folders, ...folder.files.map((file) => file.path)].map(nameOf),
    isBase,
  );

/** Like {@link projectMark}, given the names in the folder. */
export function projectMarkIn(
  path: string,
  names: readonly string[],
  isBase: boolean,
): string | undefined {
  const repository = names.find((name) => repositories.has(name));
  // In the folder given by the user, a loose project file is just one of the files to organize.
  if (repository || isBase) return repository;
  if (projectEndings.test(path)) return nameOf(path);
  // An Arduino sketch has the name of its folder.
  const sketch = `${nameOf(path)}.ino`;
  return names.find(
    (name) => projectFiles.has(name) || projectEndings.test(name) || name === sketch,
  );
}
