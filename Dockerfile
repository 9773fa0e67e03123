# The build stage has pip and the build backend; the last stage has Python, the installed packages and nothing to build with.
FROM python:3.13-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src

# The packages change rarely: a layer of their own.  Only wheels, so no compiler is needed.
COPY requirements.lock requirements-build.lock ./
RUN python -m venv --without-pip /opt/winnow \
 && python -m pip --python /opt/winnow/bin/python install --quiet --no-compile --only-binary :all: \
      --require-hashes -r requirements.lock \
 && python -m pip install --quiet --only-binary :all: --require-hashes -r requirements-build.lock

COPY pyproject.toml README.md LICENSE ./
COPY service service
RUN python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /wheels . \
 && python -m pip --python /opt/winnow/bin/python install --quiet --no-compile --no-deps --no-index /wheels/*.whl \
 # Bytecode that is never checked against its source: nothing is written at run time, and the root may be read-only.
 && /opt/winnow/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/winnow/lib


FROM python:3.13-slim

ARG VERSION=""
LABEL org.opencontainers.image.title="winnow" \
      org.opencontainers.image.description="The article out of scraped text, with an account of all that was taken out." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"

# The base image has no bytecode of the standard library, and our user cannot write any.
RUN python -m compileall -q -j 0 -x '/(test|tests|idlelib|turtledemo|ensurepip|site-packages)/' /usr/local/lib/python3.13

COPY --from=build /opt/winnow /opt/winnow

# One thread for numpy's linear algebra: it would start one per core of the host in every process, and nothing here uses them.
ENV PATH=/opt/winnow/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OPENBLAS_NUM_THREADS=1

# A number, so that an orchestrator can see that it is not root.
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["winnow", "healthcheck"]
ENTRYPOINT ["winnow"]
CMD ["serve"]
