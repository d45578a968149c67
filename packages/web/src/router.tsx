/**
 * The views by their addresses. The address is behind `#`, so that the server has one page.
 *
 * @module
 */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { FilesView } from './files/FilesView.tsx';
import { readFilesSearch } from './files/filesSearch.ts';
import { Shell } from './shell/Shell.tsx';

const root = createRootRoute({ component: Shell });

const filesRoute = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readFilesSearch,
  component: FilesView,
});

const organizeRoute = createRoute({
  getParentRoute: () => root,
  path: '/organize',
  validateSearch: (given: Record<string, unknown>): { readonly path?: string } =>
    typeof given.path === 'string' ? { path: given.path } : {},
  component: lazyRouteComponent(() => import('./organize/OrganizeView.tsx'), 'OrganizeView'),
});

const jobRoute = createRoute({
  getParentRoute: () => root,
  path: '/organize/$jobId',
  component: lazyRouteComponent(() => import('./organize/JobView.tsx'), 'JobView'),
});

const searchRoute = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: ({ q }: Record<string, unknown>): { readonly q: string } => ({
    q: typeof q === 'string' ? q : '',
  }),
  component: lazyRouteComponent(() => import('./search/SearchView.tsx'), 'SearchView'),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => root,
  path: '/duplicates',
  component: lazyRouteComponent(() => import('./duplicates/DuplicatesView.tsx'), 'DuplicatesView'),
});

const groupsRoute = createRoute({
  getParentRoute: () => root,
  path: '/duplicates/$jobId',
  component: lazyRouteComponent(() => import('./duplicates/GroupsView.tsx'), 'GroupsView'),
});

const trashRoute = createRoute({
  getParentRoute: () => root,
  path: '/trash',
  component: lazyRouteComponent(() => import('./trash/TrashView.tsx'), 'TrashView'),
});

const accountRoute = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/AccountView.tsx'), 'AccountView'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    ...[filesRoute, organizeRoute, jobRoute, searchRoute],
    ...[duplicatesRoute, groupsRoute, trashRoute, accountRoute],
  ]),
  history: createHashHistory(),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
