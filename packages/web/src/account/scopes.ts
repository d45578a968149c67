import type { Scope } from '@file-organizer/client';

/** What each scope allows, as people read it. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  'files:read': 'See and download files',
  'files:write': 'Upload, move and restore files, and create folders',
  'files:delete': 'Delete files and empty folders',
  'organize:read': 'See plans and jobs',
  'organize:write': 'Make plans, execute and undo them',
  'search:read': 'Search',
  admin: 'Everything, and manage users',
};

/** What all of some scopes allow. */
export const scopesText = (scopes: readonly Scope[]): string =>
  scopes.map((scope) => scopeWords[scope]).join('; ') || 'Nothing';

export const allScopes = Object.keys(scopeWords) as Scope[];
