#!/bin/sh
# Removes LM Workbench for this user. Runs, experiments and settings stay; where they are is said at the end.
set -eu

home="$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)"
id="@id@"
if [ ! -f "$home/installed" ]; then
    echo "This is not an installed copy; nothing was removed." >&2
    exit 2
fi
prefix="$(sed -n 's/^prefix=//p' "$home/installed")"
data="$(sed -n 's/^data=//p' "$home/installed")"

for name in "$id" workbench; do
    if [ "$(readlink "$prefix/bin/$name" || true)" = "$home/$name" ]; then rm -f "$prefix/bin/$name"; fi
done
rm -f "$data/applications/$id.desktop" "$data/mime/packages/$id.xml" "$data/metainfo/@reverse_id@.metainfo.xml"
rm -f "$data/icons/hicolor/scalable/apps/$id.svg" "$data"/icons/hicolor/*/apps/"$id.png"
rm -rf "$data/doc/$id"
if [ -z "$(find "$data/icons/hicolor" -type f ! -name icon-theme.cache 2> /dev/null)" ]; then
    rm -f "$data/icons/hicolor/icon-theme.cache" # which is of no use alone
elif command -v gtk-update-icon-cache > /dev/null; then
    gtk-update-icon-cache -q -t "$data/icons/hicolor" || true
fi
if [ -z "$(find "$data/applications" -name '*.desktop' 2> /dev/null)" ]; then
    rm -f "$data/applications/mimeinfo.cache"
elif command -v update-desktop-database > /dev/null; then
    update-desktop-database -q "$data/applications" || true
fi
for folder in "$data"/icons/hicolor/*/apps "$data"/icons/hicolor/* "$data/icons/hicolor" "$data/icons" \
    "$data/mime/packages" "$data/metainfo" "$data/doc" "$data/applications"; do
    rmdir "$folder" 2> /dev/null || true
done
if command -v update-mime-database > /dev/null; then update-mime-database "$data/mime" > /dev/null 2>&1 || true; fi
cd "$prefix"
rm -rf "$home"
rmdir "$prefix/lib" "$prefix/bin" 2> /dev/null || true
echo "@name@ is removed. Your runs are still in your documents folder, and your settings in ~/.config/$id."
