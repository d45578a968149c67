import { wordsOf } from '../model/words.ts';
import type { PageDefinition } from './clientTypes.ts';
import { assignment, flat, subscript } from './code.ts';
import { classHead, exported, lazyPackage, type SourceFiles } from './emitModels.ts';
import { PythonFile } from './file.ts';
import { fit, snakeCase } from './identifiers.ts';
import type { Layout } from './layout.ts';
import { byExport } from './source.ts';

const DOCUMENTATION = 'The lists that methods return, page by page.';

/** The classes of pages: one file, or one for each page of a large document. */
export function emitPages(pages: readonly PageDefinition[], layout: Layout): SourceFiles {
  const files: SourceFiles = new Map();
  const names = pages.flatMap(({ name }) => [name, `Async${name}`]).sort(byExport);
  if (!layout.isLarge) {
    if (pages.length > 0) files.set('pages.py', pageFile(pages, names, layout, 0));
    return files;
  }
  const moduleOf = (name: string) => fit(snakeCase(wordsOf(name.replace(/^Async/, ''))), 'module');
  for (const page of pages) {
    const own = [page.name, `Async${page.name}`].sort(byExport);
    files.set(`pages/${moduleOf(page.name)}.py`, pageFile([page], own, layout, 1));
  }
  if (pages.length > 0) files.set('pages/__init__.py', lazyPackage(DOCUMENTATION, names, moduleOf));
  return files;
}

function pageFile(
  pages: readonly PageDefinition[],
  names: readonly string[],
  layout: Layout,
  depth: number,
): string {
  const file = new PythonFile({ depth, moduleOf: layout.moduleOf });
  const late = [...new Set(pages.flatMap(({ model }) => model ?? []))].filter(layout.isLate);
  const blocks = pages.flatMap((page) => [emitPage(file, page, false), emitPage(file, page, true)]);
  let text = '';
  let before = true;
  for (const { code, isClass } of blocks) {
    text += (isClass || before ? '\n\n' : '\n') + code;
    before = isClass;
  }
  return `"""${DOCUMENTATION}"""

from __future__ import annotations

${file.imports}

${exported(names)}${completed(late)}${blocks[0]?.isClass ? text : text.replace(/^\n/, '')}`;
}

function emitPage(file: PythonFile, { name, item, model }: PageDefinition, isAsync: boolean) {
  const own = isAsync ? `Async${name}` : name;
  const items = file.write(item);
  if (model !== undefined) {
    const base = subscript(file.use(isAsync ? 'AsyncPage' : 'Page'), items);
    const bases = `${flat(base)}, ${file.model(model)}`;
    const head = classHead(`${own}(${bases})`);
    const code = `${head}\n    """A page of a list, from which the next ones can be read."""\n`;
    return { isClass: true, code };
  }
  const list = subscript(file.use(isAsync ? 'AsyncListPage' : 'ListPage'), items);
  return { isClass: false, code: `${assignment(own, file.use('TypeAlias'), list, 0)}\n` };
}

/** Pages inherit fields, whose types have to be known by then. */
const completed = (late: readonly string[]): string =>
  late.length === 0 ? '' : `\n${late.map((name) => `${name}.model_rebuild()\n`).join('')}`;
