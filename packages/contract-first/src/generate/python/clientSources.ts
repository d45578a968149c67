import type { SourceFiles } from './emitModels.ts';
import type { LiveChannel } from './live.ts';
import type { PythonResource } from './resources.ts';

/** The sources of a client, without its runtime. */
export type ClientSources = {
  readonly files: SourceFiles;
  readonly root: PythonResource;
  readonly channel: LiveChannel | undefined;
};
