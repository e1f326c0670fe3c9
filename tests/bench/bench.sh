#!/bin/sh
# bench.sh ASSAY [BYTES] - measure a large and a small plan, compared with jq in the same run.
set -eu
assay=$1
bytes=${2:-104857600}
here=$(dirname "$0")
command -v jq >/dev/null 2>&1 || { echo 'bench: skipped: jq is not installed (make deps-dev)'; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# print wall seconds and peak kilobytes of a command with any exit status
measure() {
	if command -v /usr/bin/time >/dev/null 2>&1; then
		/usr/bin/time -f '%e %M' -o "$work/time" "$@" >/dev/null 2>&1 || true
		tail -n 1 "$work/time"
	else
		start=$(date +%s%N)
		"$@" >/dev/null 2>&1 || true
		end=$(date +%s%N)
		awk -v ns=$((end - start)) 'BEGIN { printf "%.3f ?\n", ns / 1e9 }'
	fi
}

compare() { # FILE RUNS
	for run in $(seq 1 "$2"); do
		a=$(measure "$assay" check "$1")
		j=$(measure jq -c .format_version "$1")
		echo "$a $j" | awk -v run="$run" '{ printf "%3d  assay %7.3f s %9s KB   jq %7.3f s %9s KB   jq/assay %.1f\n", run, $1, $2, $3, $4, ($1 > 0 ? $3 / $1 : 0) }'
	done
}

sh "$here/make_plan.sh" "$bytes" >"$work/large.json"
echo "a plan of $(wc -c <"$work/large.json") bytes:"
compare "$work/large.json" 5
echo "a plan of $(wc -c <"$here/../../fixtures/plan/plan.json") bytes, 100 runs each:"
loop() { i=0; while [ $i -lt 100 ]; do "$@" >/dev/null 2>&1 || true; i=$((i + 1)); done; }
for run in 1 2 3; do
	t0=$(date +%s%N); loop "$assay" check "$here/../../fixtures/plan/plan.json"
	t1=$(date +%s%N); loop jq -c .format_version "$here/../../fixtures/plan/plan.json"
	t2=$(date +%s%N)
	awk -v run=$run -v a=$((t1 - t0)) -v j=$((t2 - t1)) 'BEGIN { printf "%3d  assay %.2f ms   jq %.2f ms   jq/assay %.2f\n", run, a / 1e8, j / 1e8, j / a }'
done
