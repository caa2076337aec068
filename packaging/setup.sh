# Set-up shared by run.sh and test.sh; sourced, not run. Works with the bash 3.2 of macOS.
#
# Makes a virtual environment (.venv, or $WORKBENCH_VENV), installs what pyproject.toml asks for, and
# names or installs the system libraries that Qt needs. The second call finds a stamp and is quick.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
venv="${WORKBENCH_VENV:-$root/.venv}"
python="$venv/bin/python"

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# Everything this system lets us install: as root, or through sudo where it asks for no password.
apt_install() {
    command -v apt-get > /dev/null || return 1
    local sudo=""
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2> /dev/null || return 1
        sudo="sudo"
    fi
    say "Installing system packages: $*"
    $sudo apt-get update -qq >&2 || return 1
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

# The newest Python that the dependencies are known to work with, else any that is new enough.
find_python() {
    local candidate
    for candidate in python3.12 python3.13 python3.11 python3 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    return 1
}

make_environment() {
    local found
    found="$(find_python)" || {
        apt_install python3 python3-venv || true
        found="$(find_python)" || fail "Python 3.11 or newer is needed and was not found." \
            "Install it (Debian, Ubuntu: sudo apt-get install python3 python3-venv; others: python.org) and call this again."
    }
    say "Making a virtual environment in $venv with $("$found" --version)."
    "$found" -m venv "$venv" >&2 || {
        # Debian keeps venv in a package of its own, and a half-made environment must go.
        rm -rf "$venv"
        apt_install python3-venv || fail "Python's venv module is missing. Install it (sudo apt-get install python3-venv) and call this again."
        "$found" -m venv "$venv" >&2 || fail "The virtual environment could not be made in $venv."
    }
}

# install_packages run|test: install unless the stamp says that exactly this was installed.
install_packages() {
    local want="$1" target="$root" stamp="$venv/.lm-workbench-$1" sum
    [ "$want" = test ] && target="$root[test]"
    sum="$("$python" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read() + sys.argv[2].encode()).hexdigest())' \
        "$root/pyproject.toml" "$root")"
    if [ "$(cat "$stamp" 2> /dev/null)" = "$sum" ]; then
        return 0
    fi
    say "Installing what LM Workbench needs; the first time takes some minutes."
    "$python" -m pip install --quiet --disable-pip-version-check --editable "$target" >&2 ||
        fail "The packages could not be installed; the lines above say why." \
            "An internet connection and some gigabytes of disk are needed. Call this again to go on."
    "$python" -m compileall -q "$root/workbench" > /dev/null || true # so that the first start is as quick as the next
    printf '%s\n' "$sum" > "$stamp"
}

# Libraries of the system that Qt loads; without them it cannot even start offscreen.
install_libraries() {
    local missing
    missing="$(cd "$root" && "$python" -m workbench.terminal.display)"
    [ -z "$missing" ] && return 0
    say "Qt needs system libraries that are missing here: $missing"
    # shellcheck disable=SC2086  # a list of packages
    apt_install $missing && missing="$(cd "$root" && "$python" -m workbench.terminal.display)"
    [ -z "$missing" ] && return 0
    say "Please install them: sudo apt-get install $missing" \
        "(other systems have packages of similar names)."
    return 1
}

set_up() {
    if [ ! -x "$python" ] || ! "$python" -c '' 2> /dev/null; then
        make_environment
    fi
    install_packages "$1"
}
