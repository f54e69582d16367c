#!/usr/bin/env bash
# Runs naskh on disks that are read-only or full: small ones in memory, mounted in a namespace of their own, which takes
# root or a system that lets users have such namespaces. Says so and ends with exit code 0 where that cannot be.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ "${1-}" != mounted ]; then
  for own in '' --map-root-user; do
    if unshare $own --mount sh -c 'mount -t tmpfs tmpfs /mnt' 2>/dev/null; then exec unshare $own --mount "$0" mounted; fi
  done
  echo 'skipped: no disk can be mounted here'
  exit 0
fi

naskh=(node "$PWD/dist/naskh.js")
scratch=$(mktemp -d)
trap 'cd /; umount "$scratch/disk" 2>/dev/null || true; rm -rf "$scratch"' EXIT
cd "$scratch"
mkdir disk raw

fail() {
  echo "$1" >&2
  if [ -s said ]; then head -n 20 said >&2; fi
  exit 1
}

# expect <exit code> <arguments>: runs naskh; what it says is in the files said and result.
expect() {
  local expected=$1 code=0
  shift
  "${naskh[@]}" "$@" >result 2>said </dev/null || code=$?
  [ "$code" -eq "$expected" ] || fail "expected exit code $expected, found $code: naskh $*"
}

says() { grep -q -e "$1" said || fail "expected it to say $1"; }

sentence='قال المتحدث إن الاجتماع انتهى مساء اليوم بعد نقاش طويل حول ميزانية المدينة، وأضاف أن الأعضاء اتفقوا على موعد جديد.'
for number in $(seq 1 200); do printf 'عنوان الخبر رقم %s\n\n%s\n\n%s\n' "$number" "$sentence" "$sentence" >"raw/$number.txt"; done
expect 0 raw -o whole -q
expect 0 raw -o whole-none -q --flavor none

# A read-only disk.
mount -t tmpfs -o size=8m tmpfs disk
cp -r raw disk/raw
cp -r whole disk/clean
mount -o remount,ro disk
expect 0 disk/raw -o disk/clean --check
expect 0 disk/raw -o disk/clean
expect 0 disk/raw -o disk/clean --diff
expect 1 disk/raw -o disk/clean --check --flavor none
[ "$(wc -l <result)" -eq 200 ] || fail 'expected 200 lines of --check on a read-only disk'
expect 1 raw -o disk/new --check
expect 3 raw/1.txt -o disk/clean --flavor none
says 'the output 1.md could not be written: the disk is read-only (output-unwritable)'
says '^  Check the disk'
expect 3 raw/1.txt -o disk/new
says 'the output 1.md could not be written: the disk is read-only'
expect 3 raw/1.txt -o disk/all.ndjson -t ndjson
says 'the disk is read-only'
expect 3 explain disk/raw/1.txt --pin 1=kicker
says 'the disk is read-only'
expect 3 raw -o whole --report sarif --report-file disk/report.json
says 'the disk is read-only'
umount disk

# A disk that gets full in the middle: what is there is whole, and the next run does the rest.
mount -t tmpfs -o size=256k tmpfs disk
expect 3 raw -o disk/clean
says 'could not be written: no space left on the disk (output-unwritable)'
written=$(find disk/clean -name '*.md' | wc -l)
[ "$written" -gt 0 ] && [ "$written" -lt 200 ] || fail "expected some outputs on a full disk, found $written"
for file in disk/clean/*.md; do cmp -s "$file" "whole/$(basename "$file")" || fail "$file is not whole"; done
[ -z "$(find disk/clean -name '.naskh*')" ] || fail 'temporary files are left on a full disk'
mount -o remount,size=8m disk
expect 0 raw -o disk/clean -q
diff -r disk/clean whole | grep -v 'naskh-manifest.json' | grep '^[<>O]' >said && fail 'the next run did not make the outputs whole'
expect 0 raw -o disk/clean --check
umount disk

# The same while outputs are there: each is the old one or the new one.
mount -t tmpfs -o size=8m tmpfs disk
cp -r whole disk/clean
sed -i 's#"\.\./raw/#"../../raw/#' disk/clean/naskh-manifest.json
blocks=$(df --output=used -k disk | tail -n 1)
mount -o "remount,size=$((blocks + 4))k" disk
printf 'x%.0s' $(seq 1 8000) >filling
cp filling disk/filling 2>/dev/null || true
expect 3 raw -o disk/clean --flavor none
says 'no space left on the disk'
for file in disk/clean/*.md; do
  cmp -s "$file" "whole/$(basename "$file")" || cmp -s "$file" "whole-none/$(basename "$file")" || fail "$file is neither the old one nor the new one"
done
node -e 'JSON.parse(require("fs").readFileSync("disk/clean/naskh-manifest.json", "utf8"))' || fail 'the manifest is not whole'
rm disk/filling
mount -o remount,size=8m disk
expect 0 raw -o disk/clean -q --flavor none
expect 0 raw -o disk/clean --check --flavor none
umount disk

# A full standard output.
expect 3 raw/1.txt -o whole --check --flavor none --report-file /dev/full
if [ -e /dev/full ]; then
  code=0
  "${naskh[@]}" raw/1.txt >/dev/full 2>said || code=$?
  [ "$code" -eq 3 ] || fail "expected exit code 3 for a full standard output, found $code"
  says 'no space left'
fi
echo 'disks: all as expected'
