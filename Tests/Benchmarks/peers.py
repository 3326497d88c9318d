"""The same answers by Python's servers: `uvicorn peers:asgi`, `gunicorn peers:wsgi`. No framework, so this is their best."""

TYPE = "text/html; charset=utf-8"


async def asgi(scope, receive, send):
    if scope["type"] != "http":
        return
    headers = [(b"content-type", TYPE.encode()), (b"content-length", b"11")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"Hello World"})


def wsgi(environ, start):
    start("200 OK", [("Content-Type", TYPE), ("Content-Length", "11")])
    return [b"Hello World"]
