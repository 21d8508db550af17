# syntax=docker/dockerfile:1
# One image for every process: web, live, worker, beat, and the commands. It holds no secret and runs as nobody.

FROM node:22-bookworm-slim AS pad
WORKDIR /build/sessions/pad/web
COPY sessions/pad/web/package.json sessions/pad/web/package-lock.json ./
RUN npm ci --ignore-scripts --loglevel=error
COPY sessions/pad/web ./
RUN npm run --silent build

FROM python:3.12-slim-bookworm AS packages
RUN python -m venv /venv
COPY requirements/base.txt /tmp/base.txt
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/base.txt

FROM python:3.12-slim-bookworm
# pg_dump and pg_restore for backups; fonts, so that a report's PDF can write down whatever people wrote.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client fonts-dejavu-core fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --home-dir /data interviewprep \
    && install --directory --owner 10001 --mode 0700 /data /secrets
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=interviewprep.settings.prod \
    INTERVIEWPREP_VAR_DIR=/data \
    HEALTH=http://127.0.0.1:8000/healthz
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
COPY --from=pad /build/static/pad static/pad
# Only to gather the static files: this key signs nothing and stays in no layer's settings.
RUN INTERVIEWPREP_SECRET_KEY=of-the-build-alone INTERVIEWPREP_BASE_URL=https://localhost INTERVIEWPREP_VAR_DIR=/tmp \
    python manage.py collectstatic --noinput --verbosity 0 \
    && chmod -R a+rX /app
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=40s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(os.environ['HEALTH'], timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "1", "--blocking-threads", "2", "--no-ws", "--respawn-failed-workers", "interviewprep.wsgi:application"]
