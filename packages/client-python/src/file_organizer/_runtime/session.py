"""Whose the requests of a client are: who it was made for, or who has signed in since."""

from __future__ import annotations

import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Protocol

from .._generated.operations import SESSION_REFRESH
from .deadline import Deadline
from .errors import AuthenticationError, FileOrganizerError, with_hint
from .io import IO
from .owner import this_process

_MARGIN = 30.0
"""A token is renewed so many seconds before its end, or when a tenth of its life is left."""


class Tokens(Protocol):
    """The tokens of a session, by the names of RFC 6749, section 5.1."""

    access_token: str
    refresh_token: str
    expires_in: int


class Proof(Protocol):
    """What shows who sends a request."""

    async def headers(self, deadline: Deadline) -> dict[str, str]:
        """The headers of a request that is sent now."""
        ...

    async def recover(self, refusal: AuthenticationError, deadline: Deadline) -> bool:
        """Gets other headers for a request that was refused; whether it has.

        Raises:
            AuthenticationError: If the session has ended
        """
        ...


Renew = Callable[[str, str, Deadline], Awaitable[None]]
"""Renews a session, by its refresh token and the idempotency key that goes with it."""


class Account:
    """Who the client is at the moment."""

    def __init__(self, given: dict[str, str], io: IO, renew: Renew) -> None:
        self.given: Proof = _Given(given)
        self.proof: Proof = self.given
        self._io = io
        self._renew = renew

    def begin(self, tokens: Tokens) -> None:
        """Lets the requests from now on carry the tokens of an answer."""
        if SESSION_REFRESH is not None:
            self.proof = _Session(self, tokens, self._io, self._renew)

    def end(self) -> None:
        """Lets the requests from now on carry what the client was made with."""
        self.proof = self.given


class _Given:
    def __init__(self, headers: dict[str, str]) -> None:
        self._headers = headers

    async def headers(self, deadline: Deadline) -> dict[str, str]:
        return self._headers

    async def recover(self, refusal: AuthenticationError, deadline: Deadline) -> bool:
        return False


class _Session:
    def __init__(self, account: Account, tokens: Tokens, io: IO, renew: Renew) -> None:
        life = float(tokens.expires_in)
        self._account = account
        self._renew_at = time.monotonic() + life - min(_MARGIN, life / 10)
        self._bearer = {"Authorization": f"Bearer {tokens.access_token}"}
        self._refresh_token = tokens.refresh_token
        self._lock = io.lock()
        self._send = renew
        # Whoever renews, or does it again where somebody was interrupted, sends the same request:
        # the server would take another one with this token for that of a thief.
        self._key = str(uuid.uuid4())
        self._process = this_process()

    @property
    def _is_inherited(self) -> bool:
        """Whether the session was begun before this process was forked.

        Its refresh token is good once: if the child renewed the session, the server would take the
        next renewal by the parent for that of a thief, and end the session of both.
        """
        return self._process is not this_process()

    async def headers(self, deadline: Deadline) -> dict[str, str]:
        if self._is_inherited or time.monotonic() < self._renew_at:
            return self._bearer
        try:
            await self._renew(deadline)
        except AuthenticationError:
            raise
        except FileOrganizerError:
            # a token that cannot be renewed just now may still be good
            return self._bearer
        proof = self._account.proof
        # once is enough, even where the next token is about to end as well
        return proof._bearer if isinstance(proof, _Session) else await proof.headers(deadline)

    async def recover(self, refusal: AuthenticationError, deadline: Deadline) -> bool:
        if self._is_inherited:
            raise with_hint(
                refusal,
                ". The session began before this process was forked, and only the parent can "
                "renew it: call client.auth.login in this process",
            )
        await self._renew(deadline)
        return True

    async def _renew(self, deadline: Deadline) -> None:
        """However many calls wait for it, a session is renewed once; a refused one is forgotten."""
        async with self._lock.within(deadline):
            if self._account.proof is not self:
                return
            try:
                await self._send(self._refresh_token, self._key, deadline)
            except AuthenticationError:
                if self._account.proof is self:
                    self._account.end()
                raise
