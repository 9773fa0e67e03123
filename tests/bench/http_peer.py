"""What people would wire up instead of Winnow: FastAPI and trafilatura, one function; uvicorn runs it for ``http``."""

# No `from __future__ import annotations` here: FastAPI reads the types of the functions below, which are local.

from typing import Any


def make_app() -> Any:
    """The application.  Raises ``ImportError`` without the extra ``bench``, so that nothing else here needs it."""
    import trafilatura
    from fastapi import FastAPI
    from pydantic import BaseModel

    class Page(BaseModel):
        """The same request as is sent to Winnow."""

        html: str
        url: str | None = None

    class Extracted(BaseModel):
        """All that ``extract`` gives."""

        text: str | None

    app = FastAPI()

    @app.post("/extract")
    def extract(page: Page) -> Extracted:
        """Not ``async``: the framework runs it in a thread, so that the event loop goes on."""
        return Extracted(text=trafilatura.extract(page.html, url=page.url))

    @app.post("/extract-with-fields")
    def extract_with_fields(page: Page) -> Extracted:
        """With title, authors, dates and the like, which come as JSON in a string."""
        found = trafilatura.extract(page.html, url=page.url, output_format="json", with_metadata=True)
        return Extracted(text=found)

    @app.get("/ready")
    def ready() -> dict[str, bool]:
        """Whether it serves."""
        return {"ready": True}

    return app
