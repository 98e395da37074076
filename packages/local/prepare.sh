#!/bin/sh
# Dependencies as locked, generated code, the page: what everything else stands on. Takes no time when nothing has
# changed since the last run; asking npm, pnpm and turbo for that alone would cost every start two seconds.
cd "$(dirname "$0")/../.." || exit 1

stamp=.data/prepared
begun=$stamp.$$
page=packages/playground
made="node_modules/.modules.yaml packages/db/src/generated $page/dist"
inputs="package.json pnpm-lock.yaml pnpm-workspace.yaml turbo.json packages/*/package.json services/*/package.json
  prisma/schema.prisma packages/db/scripts $page/src $page/public $page/index.html $page/vite.config.ts"

# shellcheck disable=SC2086 # lists of names without spaces
[ -f "$stamp" ] && ls $made >/dev/null 2>&1 && [ -z "$(find $inputs -newer "$stamp" -print -quit)" ] && exit 0

# what is changed while this runs is newer than where it began
mkdir -p .data && : >"$begun"
npx -y -p pnpm@12.21.0 -c '
  pnpm install --frozen-lockfile --reporter=append-only --loglevel=warn || exit 1
  turbo run generate >node_modules/.turbo.log 2>&1 || { cat node_modules/.turbo.log; exit 1; }
' && mv "$begun" "$stamp"
