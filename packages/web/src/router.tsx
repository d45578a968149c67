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

export const router = createRouter({
  routeTree: root.addChildren([filesRoute, organizeRoute, jobRoute]),
  history: createHashHistory(),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
