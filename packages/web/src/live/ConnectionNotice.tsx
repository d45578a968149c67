import { useEffect, useState } from 'react';
import { connectivity, useConnectivity } from './connectivity.ts';

/** How long it says that the connection is back, in milliseconds. */
const SHOWN = 4_000;

/** Says that the connection is lost, when it is tried again, and that it is back. It covers nothing. */
export function ConnectionNotice() {
  const current = useConnectivity();
  const isLost = current.status === 'lost';
  const [wasLost, setWasLost] = useState(false);
  useEffect(() => {
    if (isLost) {
      setWasLost(true);
      return;
    }
    const timer = setTimeout(() => setWasLost(false), SHOWN);
    return () => clearTimeout(timer);
  }, [isLost]);
  return (
    <div className={isLost ? 'connection lost' : 'connection'}>
      <p role="status" className="connection-text">
        {isLost
          ? 'The connection to the server is lost. What you see may be out of date.'
          : wasLost && 'Connected again. Everything is up to date.'}
      </p>
      {isLost && (
        <>
          <Countdown to={current.retryAt} />
          <button type="button" onClick={() => connectivity.retry()}>
            Try again now
          </button>
        </>
      )}
    </div>
  );
}

/** Not read aloud each second. */
function Countdown({ to }: { readonly to: Date | undefined }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = to && Math.max(0, Math.ceil((to.getTime() - now) / 1_000));
  return (
    <span aria-hidden="true">
      {seconds ? `Next attempt in ${seconds} s` : 'Trying to connect …'}
    </span>
  );
}
