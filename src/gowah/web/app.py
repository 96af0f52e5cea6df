"""The reading room: read-only pages over `Record`, for one person on this machine.

Only loopback; only with the token that `gowah serve` prints (a cookie after the first page), so that no
other page in the browser and no other user of the machine can read the record. Every page has a `.json`.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from gowah.errors import GowahError
from gowah.model import entry_id
from gowah.publish.marked import marked
from gowah.record import Record
from gowah.words.visible import visible

COOKIE = "gowah_token"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'"


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


PAGES = Environment(loader=PackageLoader("gowah.web"), autoescape=select_autoescape(default=True), finalize=_shown)
PAGES.filters["marked"] = marked


def reading_room(record: Record, token: str) -> Starlette:
    """The web application over one record; `token` is what the first address must carry."""
    rooms = Rooms(record)
    return Starlette(
        routes=[
            Route("/", rooms.overview),
            Route("/ask", rooms.ask),
            Route("/show/{id}.json", rooms.card_json),
            Route("/show/{id}", rooms.card),
            Route("/record.json", rooms.dump),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"]),
            Middleware(BaseHTTPMiddleware, dispatch=_guard(token)),
        ],
        exception_handlers={GowahError: _sentence},
    )


class Rooms:
    """The pages: each asks `Record` and fills a template."""

    def __init__(self, record: Record) -> None:
        self.record = record

    async def overview(self, request: Request) -> Response:
        """What the record holds."""
        dump = await run_in_threadpool(self.record.dump)
        return _page("overview.html", dump=dump, name=self.record.folder.name)

    async def ask(self, request: Request) -> Response:
        """An answer with its citations."""
        question = request.query_params.get("q", "")[:2000]
        answer = await run_in_threadpool(self.record.ask, question) if question else None
        return _page("answer.html", question=question, answer=answer, entry_id=entry_id)

    async def card(self, request: Request) -> Response:
        """The card of a source, claim, incident, family or figure."""
        card = await run_in_threadpool(self.record.show, request.path_params["id"])
        return _page("card.html", card=card, id=request.path_params["id"])

    async def card_json(self, request: Request) -> Response:
        """The same as JSON."""
        return JSONResponse(await run_in_threadpool(self.record.show, request.path_params["id"]))

    async def dump(self, request: Request) -> Response:
        """The whole record as JSON."""
        return JSONResponse(await run_in_threadpool(self.record.dump))


def _page(template: str, **values: Any) -> Response:
    return HTMLResponse(PAGES.get_template(template).render(**values))


def _guard(token: str) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if secrets.compare_digest(request.query_params.get("token", ""), token):
            response: Response = RedirectResponse(request.url.path)
            response.set_cookie(COOKIE, token, httponly=True, samesite="strict")
        elif secrets.compare_digest(request.cookies.get(COOKIE, ""), token):
            response = await call_next(request)
        else:
            response = PlainTextResponse("Open the address that `gowah serve` printed.", status_code=403)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response

    return guard


async def _sentence(request: Request, error: Exception) -> Response:
    said = error.diagnostics() if isinstance(error, GowahError) else "Something went wrong."
    return PlainTextResponse(said, status_code=404)
