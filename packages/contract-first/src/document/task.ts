/** What is done with a document, and may not handle every feature. */
export type Task = 'server' | 'typescript' | 'python' | 'mock' | 'docs' | 'verify' | 'diff';

/** The kinds of generated code. */
export const generatedTasks = ['server', 'typescript', 'python'] as const satisfies readonly Task[];
