import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { timeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { Keys } from './Keys.tsx';

const Users = lazy(() => import('./Users.tsx'));

/** The user's own keys and other devices, and for administrators all users. */
export function AccountView() {
  const { user } = useSession();
  return (
    <section aria-labelledby="account" className="narrow">
      <h1 id="account">{user.username}</h1>
      <OtherDevice />
      <Keys />
      {user.scopes.includes('admin') && (
        <Suspense fallback={<p role="status">Loading …</p>}>
          <Users />
        </Suspense>
      )}
    </section>
  );
}

/** A link that signs the user in on another device. */
function OtherDevice() {
  const { client } = useSession();
  const link = useMutation({ mutationFn: () => client.auth.signInTicket() });
  return (
    <>
      <h2>Another device</h2>
      <button type="button" disabled={link.isPending} onClick={() => link.mutate()}>
        Make a link that signs you in
      </button>
      {link.data && (
        <p role="status" className="notice">
          <code className="secret">{`${location.origin}/#ticket=${link.data.ticket}`}</code>
          <br />
          It works once, until {timeText(link.data.expiresAt)}. Anyone who has it can sign in as
          you.
        </p>
      )}
      {link.error && <ProblemText error={link.error} />}
    </>
  );
}
