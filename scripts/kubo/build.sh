#!/usr/bin/env bash
# The ipfs program, built from the modules that go.mod and go.sum beside this name and hash.
#   build.sh        builds it once into the cache and prints its path (about 3 min cold; needs Go 1.26 or later)
#   build.sh path   prints the path it has there, or ends with 1 when it is not built
# KUBO_CACHE chooses another folder than ~/.cache/sealane-kubo.
#
# To go to another version: `go get -tool github.com/ipfs/kubo/cmd/ipfs@VERSION`, then in a command of its own
# `go get github.com/libp2p/go-libp2p@VERSION` with the release that Kubo's go.mod anticipates: Kubo replaces go-libp2p by
# a fork, and a module's `replace` does not reach those who depend on it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
key=$(cat go.mod go.sum build.sh | sha256sum | cut -c1-16)
program=${KUBO_CACHE:-$HOME/.cache/sealane-kubo}/$key/ipfs

if [ ! -x "$program" ]; then
  [ "${1:-}" != path ] || exit 1
  mkdir -p "$(dirname "$program")"
  CGO_ENABLED=0 go build -mod=readonly -buildvcs=false -trimpath -ldflags "-s -w" -o "$program.$$" github.com/ipfs/kubo/cmd/ipfs
  mv "$program.$$" "$program"
fi
echo "$program"
