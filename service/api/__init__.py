"""The HTTP service: the only place that knows Litestar, granian and msgspec."""
