#!/bin/sh
# Installs LM Workbench for this user alone, from the folder this file lies in. Nothing is asked, no password is
# needed; an earlier version is replaced, runs and settings are left alone.
#   sh install.sh [--prefix DIR]      (default: ~/.local)
set -eu

here="$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)"
prefix="${HOME:?HOME is not set}/.local"
if [ "${1:-}" = "--prefix" ] && [ -n "${2:-}" ]; then
    prefix="$2"
elif [ $# -gt 0 ]; then
    echo "Usage: sh install.sh [--prefix DIR]" >&2
    exit 2
fi
id="@id@"
data="$prefix/share"
[ "$prefix" = "$HOME/.local" ] && data="${XDG_DATA_HOME:-$data}"
home="$prefix/lib/$id"

mkdir -p "$prefix/bin" "$prefix/lib" "$data"
rm -rf "$home.new" "$home.old"
cp -a "$here/app" "$home.new"
cp "$here/uninstall.sh" "$home.new/uninstall.sh"
if [ -e "$home" ]; then mv "$home" "$home.old"; fi
mv "$home.new" "$home"
rm -rf "$home.old"
ln -sf "$home/$id" "$prefix/bin/$id"
ln -sf "$home/workbench" "$prefix/bin/workbench"

(cd "$here/share" && find . -type f) | while read -r file; do
    mkdir -p "$data/$(dirname "$file")"
    cp "$here/share/$file" "$data/$file"
done
# The menu's entry must find the program also where ~/.local/bin is not searched.
sed "s|^Exec=$id |Exec=\"$home/$id\" |" "$here/share/applications/$id.desktop" > "$data/applications/$id.desktop"
printf 'prefix=%s\ndata=%s\n' "$prefix" "$data" > "$home/installed"

if command -v update-desktop-database > /dev/null; then update-desktop-database -q "$data/applications" || true; fi
if command -v update-mime-database > /dev/null; then update-mime-database "$data/mime" > /dev/null 2>&1 || true; fi
if command -v gtk-update-icon-cache > /dev/null; then gtk-update-icon-cache -q -t "$data/icons/hicolor" || true; fi

echo "@name@ @version@ is installed. Start it from the menu, or: $prefix/bin/$id"
case ":$PATH:" in
    *":$prefix/bin:"*) ;;
    *) echo "The command line is $prefix/bin/workbench ($prefix/bin is not searched for programs here)." ;;
esac
echo "To remove it: sh $home/uninstall.sh"
