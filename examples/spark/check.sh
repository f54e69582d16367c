#!/usr/bin/env bash
# Runs check.py with PySpark from PyPI; installs what is missing: a virtual environment in .cache, and a JDK 17 from
# Debian's packages. Arguments go to check.py.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
missing=()
command -v java >/dev/null || missing+=(openjdk-17-jre-headless)
python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
if [ ${#missing[@]} -gt 0 ]; then
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

environment=.cache/spark
wanted=$(sha256sum examples/spark/requirements.txt)
if [ "$(cat "$environment/installed" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$environment"
  mkdir -p .cache
  python3 -m venv "$environment"
  "$environment/bin/pip" install -q --disable-pip-version-check -r examples/spark/requirements.txt
  echo "$wanted" >"$environment/installed"
fi
exec "$environment/bin/python" examples/spark/check.py "$@"
