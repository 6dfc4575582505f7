# syntax=docker/dockerfile:1
FROM node:24-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm pack --ignore-scripts --pack-destination /

FROM node:24-alpine
RUN --mount=type=bind,from=build,source=/,target=/from \
    npm install --global --ignore-scripts --no-audit --no-fund /from/cognito-plus-*.tgz \
    && mkdir /data /seed && chown node:node /data
USER node
VOLUME /data
ENV COGNITO_PLUS_HOST=0.0.0.0 COGNITO_PLUS_DATA=/data
EXPOSE 4590
HEALTHCHECK --interval=5s --timeout=2s --start-period=2s \
    CMD wget -q -O - http://127.0.0.1:4590/health || wget -q --no-check-certificate -O - https://127.0.0.1:4590/health || exit 1
# Every YAML or JSON file under /seed is loaded into a database that does not hold it yet.
CMD ["sh", "-c", "exec cognito-plus start $(find /seed -type f \\( -name '*.yaml' -o -name '*.yml' -o -name '*.json' \\) | sort | sed 's/^/--seed /')"]
