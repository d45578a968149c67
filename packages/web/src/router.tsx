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
import { Shell } from './shell/Shell.tsx';

const root = createRootRoute({ component: Shell });

/** What the address says about the list of a folder. */
export type FilesSearch = {
  readonly path: string;
  readonly sort: 'name' | 'size' | 'created' | 'modified';
  readonly order: 'asc' | 'desc';
};

const sorts: readonly string[] = ['name', 'size', 'created', 'modified'];

export const filesRoute = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (given: Record<string, unknown>): FilesSearch => ({
    path: typeof given.path === 'string' && given.path.startsWith('/') ? given.path : '/',
    sort: sorts.includes(String(given.sort)) ? (given.sort as FilesSearch['sort']) : 'name',
    order: given.order === 'desc' ? 'desc' : 'asc',
  }),
  component: FilesView,
});

export const organizeRoute = createRoute({
  getParentRoute: () => root,
  path: '/organize',
  validateSearch: (given: Record<string, unknown>): { readonly path?: string } =>
    typeof given.path === 'string' ? { path: given.path } : {},
  component: lazyRouteComponent(() => import('./organize/OrganizeView.tsx'), 'OrganizeView'),
});

export const jobRoute = createRoute({
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
