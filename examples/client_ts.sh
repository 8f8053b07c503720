#!/bin/sh -e
# Make the types of a client in TypeScript and run client.mts with them: sh client_ts.sh [address of the service]
# It needs openapi-fetch, openapi-typescript, typescript and @types/node, from npm, in this folder.
service=${1:-http://127.0.0.1:8000}

npx openapi-typescript "$service/openapi.json" -o sla_service.d.ts
npx tsc --strict --module nodenext --target es2022 --outDir made/typescript client.mts
node made/typescript/client.mjs "$service"
