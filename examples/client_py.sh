#!/bin/sh -e
# Make a client in Python and run client.py with it: sh client_py.sh [address of the service]
# It needs openapi-python-client, from pip.
service=${1:-http://127.0.0.1:8000}

openapi-python-client generate --url "$service/openapi.json" --output-path made/python --overwrite --fail-on-warning
PYTHONPATH=made/python python3 client.py "$service"
