#!/usr/bin/env bash
# Builds the .deb and the archive and tries both in a clean system, where what they are made from has changed since
# that was last done (packaging/smoke/due.py decides, and says what is missing where it cannot be done).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

set_up test
cd "$root"
"$python" packaging/smoke/due.py || exit 0

log="$root/build/installers.log"
mkdir -p "$root/build"
printf '== installers: building (%s)\n' "$log"
"$python" packaging/build.py deb tar > "$log" 2>&1 || {
    tail -n 40 "$log"
    fail "== FAILED: the installers could not be built"
}
grep -E '^bundle: .* MB|^Built|MB$' "$log"
for kind in deb tar; do
    printf '== installers: trying the %s in a clean system\n' "$kind"
    "$python" packaging/smoke/run.py "$kind" --picture "$root/build/smoke-$kind.png" ||
        fail "== FAILED: the $kind does not work in a clean system"
done
"$python" packaging/smoke/due.py --passed
