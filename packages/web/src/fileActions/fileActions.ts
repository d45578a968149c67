/**
 * What is done with many files: one after the other, with progress, a list of what failed, and its undo.
 *
 * @module
 */
import { type FileEntry, type FileOrganizerClient, RateLimitError } from '@file-organizer/client';

/** What can be done with a file. */
export type Action =
  | { readonly kind: 'trash' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'move'; readonly folder: string }
  | { readonly kind: 'moveBack' };

/** A file, and the path it is moved to. */
export type Subject = { readonly file: FileEntry; readonly to?: string };

export type Failure = { readonly subject: Subject; readonly error: unknown };

/** How far an action is. */
export type Run = {
  readonly action: Action;
  readonly total: number;
  readonly done: number;
  readonly failures: readonly Failure[];
  readonly state: 'running' | 'stopped' | 'over';
  /** When the server's limit lets it continue, in Unix milliseconds; undefined if it does not wait. */
  readonly waitsUntil: number | undefined;
  /** What restores the state before; undefined if nothing can be undone. */
  readonly undo: { readonly action: Action; readonly subjects: readonly Subject[] } | undefined;
};

/** How many files are changed at the same time. */
const AT_ONCE = 4;
/** How often progress is shown, in milliseconds. */
const PAUSE = 100;

/** The actions of a session. They continue while other views are shown. */
export class FileActions {
  readonly #client: FileOrganizerClient;
  /** Called when files have changed. */
  readonly #changed: (subjects: readonly FileEntry[]) => void;
  readonly #listeners = new Set<() => void>();
  #run: Run | undefined;
  #ending: AbortController | undefined;

  constructor(client: FileOrganizerClient, changed: (files: readonly FileEntry[]) => void) {
    this.#client = client;
    this.#changed = changed;
  }

  readonly current = (): Run | undefined => this.#run;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether an action is under way, so that no other one can begin. */
  get isBusy(): boolean {
    return this.#run?.state === 'running';
  }

  readonly close = (): void => this.#show(undefined);

  /** Takes a file that was restored or deleted for good out of the undo, which would fail for it. */
  readonly forget = (fileId: string): void => {
    const run = this.#run;
    if (!run?.undo) return;
    const subjects = run.undo.subjects.filter(({ file }) => file.fileId !== fileId);
    if (subjects.length === run.undo.subjects.length) return;
    this.#show(subjects.length > 0 ? { ...run, undo: { ...run.undo, subjects } } : undefined);
  };

  readonly stop = (): void => this.#ending?.abort();

  /** Does something with each file. Failures do not end it. */
  async start(action: Action, subjects: readonly Subject[]): Promise<void> {
    if (this.isBusy || subjects.length === 0) return;
    const ending = new AbortController();
    this.#ending = ending;
    const waiting = [...subjects];
    const failures: Failure[] = [];
    const undone: Subject[] = [];
    const changed: FileEntry[] = [];
    let shownMs = 0;
    const show = (state: Run['state'], waitsUntil?: number) => {
      shownMs = Date.now();
      const done = undone.length;
      const undo = undoOf(action);
      this.#show({
        ...{ action, total: subjects.length, done, failures: [...failures], state, waitsUntil },
        undo: undo && done > 0 ? { action: undo, subjects: [...undone] } : undefined,
      });
    };
    show('running');
    window.addEventListener('beforeunload', warn);
    const work = async () => {
      for (let subject = waiting.shift(); subject; subject = waiting.shift()) {
        if (ending.signal.aborted) return;
        try {
          const file = await this.#do(action, subject, ending.signal, (until) =>
            show('running', until),
          );
          undone.push({ file, to: subject.file.path });
          changed.push(subject.file);
        } catch (error) {
          if (ending.signal.aborted) return;
          failures.push({ subject, error });
        }
        if (Date.now() - shownMs > PAUSE) show('running');
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    window.removeEventListener('beforeunload', warn);
    show(ending.signal.aborted ? 'stopped' : 'over');
    this.#changed(changed);
  }

  /** Waits where the server's limit is reached, since a refused request has changed nothing. */
  async #do(
    action: Action,
    subject: Subject,
    signal: AbortSignal,
    onWait: (until: number) => void,
  ): Promise<FileEntry> {
    for (;;) {
      try {
        return await this.#request(action, subject);
      } catch (error) {
        if (!(error instanceof RateLimitError)) throw error;
        const ms = error.retryAfter * 1000;
        onWait(Date.now() + ms);
        await pause(ms, signal);
      }
    }
  }

  /** Its requests are not cancelled: whether a file was changed has to be known. */
  async #request(action: Action, { file, to }: Subject): Promise<FileEntry> {
    const { files } = this.#client;
    const options = { maxRetries: 0 };
    switch (action.kind) {
      case 'trash':
        await files.delete(file.fileId, {}, options);
        return file;
      case 'restore':
        return files.restore(file.fileId, {}, options);
      default:
        return files.update(
          file.fileId,
          { path: to ?? file.path },
          { ...options, ifMatch: file.etag },
        );
    }
  }

  #show(run: Run | undefined): void {
    this.#run = run;
    for (const listener of this.#listeners) listener();
  }
}

function undoOf({ kind }: Action): Action | undefined {
  if (kind === 'trash') return { kind: 'restore' };
  return kind === 'move' ? { kind: 'moveBack' } : undefined;
}

/** The browser asks whether the window may be closed. */
const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

/** @throws what `signal` was aborted with */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal.addEventListener('abort', end, { once: true });
  });
