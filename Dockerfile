# One image per service: docker build --build-arg SERVICE=worker .
# Sources are run as they are (Node strips the types), so nothing is compiled.

FROM node:24.21.0-bookworm-slim AS source
WORKDIR /app
COPY . .
# the one generated thing: the database client
RUN npx -y pnpm@12.21.0 install --frozen-lockfile --filter @alita/db \
 && npx -y pnpm@12.21.0 --filter @alita/db run generate \
 && find . -name node_modules -prune -exec rm -rf {} + \
 && find . -name '*.test.ts' -delete

FROM node:24.21.0-bookworm-slim AS production
ARG SERVICE
WORKDIR /app
COPY --from=source /app .
ENV NODE_COMPILE_CACHE=/app/.compile-cache
# a first run, which ends for want of a configuration, leaves what Node made of the sources: later ones start faster
RUN npx -y pnpm@12.21.0 install --frozen-lockfile --prod --filter-prod "@alita/${SERVICE}..." \
 && (node --conditions=source "services/${SERVICE}/src/main.ts" || true)

FROM node:24.21.0-bookworm-slim
ARG SERVICE
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/.compile-cache SERVICE=${SERVICE} MONITOR_HOST=0.0.0.0 MONITOR_PORT=9090
WORKDIR /app
COPY --from=production /app .
USER 65532:65532
EXPOSE 8080 8081 9090
HEALTHCHECK --interval=15s --timeout=5s --start-period=70s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.MONITOR_PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# exec: the service itself is process 1 and hears SIGTERM
CMD ["sh", "-c", "exec node --conditions=source --import /app/packages/observe/otel.mjs services/$SERVICE/src/main.ts"]
