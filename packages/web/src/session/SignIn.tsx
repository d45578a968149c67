import { type FormEvent, useId, useState } from 'react';
import { ProblemText } from '../words/ProblemText.tsx';
import type { WindowSession } from './session.ts';

/** Asks for a user name and a password. */
export function SignIn({ session }: { readonly session: WindowSession }) {
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const id = useId();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    try {
      await session.signIn(String(form.get('username')), String(form.get('password')));
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit} aria-labelledby={`${id}-title`}>
        <h1 id={`${id}-title`}>File Organizer</h1>
        <label htmlFor={`${id}-name`}>User name</label>
        <input
          id={`${id}-name`}
          name="username"
          autoComplete="username"
          required
          // biome-ignore lint/a11y/noAutofocus: this page asks for nothing else
          autoFocus
        />
        <label htmlFor={`${id}-password`}>Password</label>
        <input
          id={`${id}-password`}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        {error !== undefined && <ProblemText error={error} />}
        <button type="submit" className="primary" disabled={isBusy}>
          {isBusy ? 'Signing in …' : 'Sign in'}
        </button>
        <p className="hint">
          The server prints a link that signs you in when it starts. It printed the administrator's
          password at its first start.
        </p>
      </form>
    </main>
  );
}
