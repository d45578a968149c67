/** What the address says about the list of a folder. */
export type FilesSearch = {
  readonly path: string;
  readonly sort: 'name' | 'size' | 'created' | 'modified';
  readonly order: 'asc' | 'desc';
};

const sorts = ['name', 'size', 'created', 'modified'] as const;

/** Reads it from an address, which anybody may have written. */
export const readFilesSearch = ({ path, sort, order }: Record<string, unknown>): FilesSearch => ({
  path: typeof path === 'string' && path.startsWith('/') ? path : '/',
  sort: sorts.find((each) => each === sort) ?? 'name',
  order: order === 'desc' ? 'desc' : 'asc',
});
