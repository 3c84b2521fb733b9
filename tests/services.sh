#!/usr/bin/env bash
# Tests use a real browser and a real PostgreSQL. Where Debian's packages may be installed, they are; where not, it says
# what is left out. (In CI, where CI is set, a test that misses one of them fails.)
set -u

there() {
  case "$1" in
    chromium) command -v chromium || ls /usr/bin/chromium ;;
    postgresql) command -v initdb || ls /usr/lib/postgresql/*/bin/initdb ;;
  esac >/dev/null 2>&1
}

missing=()
for package in chromium postgresql; do
  there "$package" || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
if command -v apt-get >/dev/null && "${as_root[@]}" true 2>/dev/null; then
  echo "Installing for tests: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq >/dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "${missing[@]}" >/dev/null
fi
for package in "${missing[@]}"; do
  there "$package" || echo "Not installed: $package. Tests that need it are left out; on Debian: apt-get install $package"
done
exit 0
