#!/bin/sh
# Ask when a result is due: sh due_date.sh [address of the service [moment of receipt]]
service=${1:-http://127.0.0.1:8000}
received_at=${2:-2019-03-05T11:29:59+07:00}

curl -sS --fail-with-body -H 'Content-Type: application/json' "$service/v1/due-dates" \
  -d '{"received_at": "'"$received_at"'", "authority": "long-an", "procedure": "business-registration"}'
