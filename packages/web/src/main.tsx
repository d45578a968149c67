import { AuthenticationError } from '@file-organizer/client';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/base.css';
import './styles/shell.css';
import './styles/filesView.css';
import './styles/uploads.css';
import './styles/jobs.css';
import './styles/duplicates.css';
import './styles/dialogs.css';
import './styles/plan.css';
import './styles/phone.css';
import { router } from './router.tsx';
import { SessionProvider } from './session/SessionContext.tsx';
import { WindowSession } from './session/session.ts';

const session = new WindowSession();
const onError = (error: unknown) => {
  if (error instanceof AuthenticationError) session.ended();
};
const queries = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  // The client repeats requests by itself. Live events tell what has changed.
  defaultOptions: { queries: { retry: false, staleTime: 30_000 } },
});
// Nothing of one user is shown to the next.
session.subscribe(() => {
  if (!session.current()) queries.clear();
});

await session.resume().catch(() => {});
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <SessionProvider session={session}>
        <RouterProvider router={router} />
      </SessionProvider>
    </QueryClientProvider>
  </StrictMode>,
);
