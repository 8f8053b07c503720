"""What all pages share: the policy that binds them to this service, and the files that they name."""

from pathlib import Path

from flask import Response, send_from_directory

PAGES = Path(__file__).parent / "pages"

# told outright: what mimetypes guesses depends on the machine, and nosniff holds the browser to it
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' data:",  # Swagger UI's stylesheet holds its arrows as data
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}


def guard(response: Response, **more: str) -> Response:
    """Forbid a page everything but this service; `more` are directives to be put otherwise."""
    policy = _POLICY | {name.replace("_", "-"): sources for name, sources in more.items()}
    response.headers.update(
        {
            "Content-Security-Policy": "; ".join(f"{kind} {sources}" for kind, sources in policy.items()),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
    )
    return response


def send_file(folder: Path, name: str) -> Response:
    """Send a file that a page names, or a page that is one."""
    return send_from_directory(folder, name, mimetype=_TYPES[Path(name).suffix])
