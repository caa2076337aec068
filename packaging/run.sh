#!/usr/bin/env bash
# Sets LM Workbench up, the first time, and runs it; arguments go to `workbench`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

set_up run
# Training in a terminal needs no window; `workbench` says in words what is missing for one.
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ $# -eq 0 ]; then
    install_libraries || true
fi
exec "$venv/bin/workbench" "$@"
