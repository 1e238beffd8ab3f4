#!/usr/bin/env bash
# Builds the same generated articles with Dateline and with Hugo, and prints what each took.
# usage: benches/compare.sh GENERATOR [COUNT ...]
#   GENERATOR  the article generator: python3 GENERATOR --n N --flavour dateline|hugo --out DIR
#   COUNT      numbers of articles (default: 1000 10000)
# Hugo extracts nothing and builds fewer pages: the CPU ratio is what full extraction costs.
set -euo pipefail
generator=${1:?usage: benches/compare.sh GENERATOR [COUNT ...]}
shift
counts=("${@:-}")
[ -n "${counts[0]}" ] || counts=(1000 10000)
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --release --quiet --manifest-path "$here/Cargo.toml"
dateline=${CARGO_TARGET_DIR:-$here/target}/release/dateline
[ -x /usr/bin/time ] || { echo "needs /usr/bin/time (Debian: apt-get install time)" >&2; exit 2; }

# run NAME OUTPUT COMMAND...: one row of the table, and the CPU seconds in $cpu
run() {
    local name=$1 output=$2 report=$work/time
    shift 2
    /usr/bin/time -f '%e %U %S %M' -o "$report" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    local wall user system memory
    read -r wall user system memory < <(tail -n 1 "$report")
    cpu=$(awk "BEGIN { print $user + $system }")
    local pages bytes
    pages=$(find "$output" -name '*.html' | wc -l)
    bytes=$(du -sb "$output" | cut -f1)
    printf '%-10s %8s %8.2f %8.2f %9.0f %8d %12d\n' "$name" "$n" "$wall" "$cpu" "$((memory / 1024))" "$pages" "$bytes"
}

printf '%-10s %8s %8s %8s %9s %8s %12s\n' program articles wall_s cpu_s peak_MiB pages bytes
for n in "${counts[@]}"; do
    python3 "$generator" --n "$n" --flavour dateline --out "$work/dateline-$n" >/dev/null
    run dateline "$work/dateline-$n/public" "$dateline" build --root "$work/dateline-$n"
    ours=$cpu
    if command -v hugo >/dev/null; then
        python3 "$generator" --n "$n" --flavour hugo --out "$work/hugo-$n" >/dev/null
        run hugo "$work/hugo-$n/public" hugo --source "$work/hugo-$n" --quiet
        awk "BEGIN { printf \"%-10s %8d CPU ratio %.2f\n\", \"ratio\", $n, $ours / $cpu }"
    else
        echo "hugo is not installed: no comparison" >&2
    fi
    rm -rf "$work/dateline-$n" "$work/hugo-$n"
done
