# The application as an image: built once, run as a user who owns nothing in it. See docs/deployment.md.
FROM node:24.11.1-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# What is taught is checked here as well: an image whose lessons do not hold is not made.
RUN node src/cli/content-check.ts && node src/cli/build.ts && npm prune --omit=dev

FROM node:24.11.1-trixie-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app ./
# Backups and recordings are mounted here; everything else is the database's.
RUN mkdir -p /backups && chown node:node /backups
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
	CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/cli/start.ts"]
