#!/usr/bin/env bash
# Sets LM Workbench up for development and checks everything: lint, format, types, import contracts,
# then all tests; arguments go to pytest. pytest's closing line is printed last.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

set_up test
install_libraries || fail "The tests of the window cannot run without them."
cd "$root"
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"

failed=()
part() {
    local name="$1"
    shift
    printf '== %s\n' "$name"
    "$@" || failed+=("$name")
}

bin="$venv/bin"
part "ruff check" "$bin/ruff" check .
part "ruff format" "$bin/ruff" format --check .
part "mypy" "$bin/mypy"
part "lint-imports" "$bin/lint-imports"
[ ${#failed[@]} -eq 0 ] || printf '== FAILED before the tests: %s\n' "${failed[*]}"
printf '== pytest\n'
code=0
"$python" -m pytest "$@" || code=$?
[ ${#failed[@]} -eq 0 ] || exit 1
exit "$code"
