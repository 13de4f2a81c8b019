FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/apps/cli/ledger.js apps/cli/ledger.js
COPY --from=build /app/apps/dashboard/views apps/dashboard/views
COPY --from=build /app/apps/dashboard/assets apps/dashboard/assets
RUN mkdir -p /var/lib/ledger && chown node:node /var/lib/ledger
USER node
EXPOSE 3000
CMD ["node", "--max-semi-space-size=64", "apps/cli/ledger.js", "serve"]
