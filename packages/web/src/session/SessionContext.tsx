import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { SignIn } from './SignIn.tsx';
import type { SignedIn, WindowSession } from './session.ts';

const Context = createContext<(SignedIn & { readonly session: WindowSession }) | undefined>(
  undefined,
);

/** Shows its children to who is signed in, and a form to everybody else. */
export function SessionProvider({
  session,
  children,
}: {
  readonly session: WindowSession;
  readonly children: ReactNode;
}) {
  const state = useSyncExternalStore(session.subscribe, session.current);
  if (!state) return <SignIn session={session} />;
  return <Context value={{ ...state, session }}>{children}</Context>;
}

/** The client of who is signed in. */
export function useSession() {
  const session = useContext(Context);
  if (!session) throw new Error('useSession is used outside of SessionProvider');
  return session;
}
