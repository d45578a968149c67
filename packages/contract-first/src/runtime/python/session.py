"""The session that a client keeps after sign-in."""

from __future__ import annotations

import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Protocol

from .deadline import Deadline
from .errors import ApiError, AuthenticationError, with_hint
from .io import IO
from .owner import this_process

_MARGIN = 30.0
"""A token is renewed this many seconds before it expires, or when a tenth of its life is left."""


class Tokens(Protocol):
    """The tokens of a session, by the names of RFC 6749, section 5.1."""

    access_token: str
    refresh_token: str
    expires_in: int


Renew = Callable[[str, str, Deadline], Awaitable[None]]
"""Renews a session, by its refresh token and the idempotency key that goes with it."""


class Account:
    """The session of a client, while there is one."""

    def __init__(self, io: IO, renew: Renew, sign_in: str) -> None:
        self.session: Session | None = None
        self._io = io
        self._renew = renew
        self._sign_in = sign_in

    def begin(self, tokens: Tokens) -> None:
        """Lets the requests from now on carry the tokens of a response."""
        self.session = Session(self, tokens, self._io, self._renew, self._sign_in)

    def end(self) -> None:
        """Lets the requests from now on carry what the client was created with."""
        self.session = None


class Session:
    """Tokens, as credentials of requests."""

    def __init__(
        self, account: Account, tokens: Tokens, io: IO, renew: Renew, sign_in: str
    ) -> None:
        life = float(tokens.expires_in)
        self._account = account
        self._renew_at = time.monotonic() + life - min(_MARGIN, life / 10)
        self._access_token = tokens.access_token
        self._refresh_token = tokens.refresh_token
        self._lock = io.lock()
        self._send = renew
        self._sign_in = sign_in
        # Whoever renews it, or tries again after an interruption, sends the same request: the
        # server would take another one with this token for that of a thief.
        self._key = str(uuid.uuid4())
        self._process = this_process()

    @property
    def _is_inherited(self) -> bool:
        """Whether the session was begun before this process was forked.

        Its refresh token is good once: if the child renewed the session, the server would take the
        next renewal by the parent for that of a thief, and end the session of both.
        """
        return self._process is not this_process()

    async def get(self, scopes: tuple[str, ...], deadline: Deadline) -> str:
        if self._is_inherited or time.monotonic() < self._renew_at:
            return self._access_token
        try:
            await self._renew(deadline)
        except AuthenticationError:
            raise
        except ApiError:
            # a token that cannot be renewed just now may still be good
            return self._access_token
        session = self._account.session
        # once is enough, even if the next token is about to expire as well
        return self._access_token if session is None else session._access_token

    async def renew(self, refused: str, refusal: AuthenticationError, deadline: Deadline) -> bool:
        session = self._account.session
        if session is not None and session._access_token != refused:
            return True
        if self._is_inherited:
            raise with_hint(
                refusal,
                ". The session began before this process was forked, and only the parent can "
                f"renew it: call client.{self._sign_in} in this process",
            )
        await self._renew(deadline)
        return True

    async def _renew(self, deadline: Deadline) -> None:
        """However many calls wait for it, a session is renewed once; a refused one is forgotten."""
        async with self._lock.within(deadline):
            if self._account.session is not self:
                return
            try:
                await self._send(self._refresh_token, self._key, deadline)
            except AuthenticationError:
                if self._account.session is self:
                    self._account.end()
                raise
