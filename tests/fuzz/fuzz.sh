#!/bin/sh
# fuzz.sh BUILD [SECONDS] - run every fuzz target for so long, from seeds of the tree; a crash is kept and fails.
set -u
build=$1
seconds=${2:-60}
bad=0
for target in json yaml check rule waivers; do
	corpus=$build/fuzz/corpus_$target
	mkdir -p "$corpus"
	case $target in
	yaml) seeds=$(find tests/data -name '*.yaml' -size -24k) ;;
	rule) seeds=$(ls tests/sandbox/*.lua) ;;
	waivers) seeds=$(ls tests/fuzz/corpus/waivers/*) ;;
	*) seeds=$(find fixtures tests/data/rows tests/data/plans -name '*.json' -size -24k) ;;
	esac
	n=0
	for seed in $seeds; do
		n=$((n + 1))
		cp "$seed" "$corpus/seed_$n"
	done
	echo "fuzz_$target: $n seeds, $seconds s"
	"$build/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 -max_len=32768 \
		-artifact_prefix="$build/fuzz/$target-" -print_final_stats=1 "$corpus" >"$build/fuzz/$target.log" 2>&1 || bad=1
	grep -E 'stat::number_of_executed_units|stat::new_units_added|ERROR|SUMMARY|DONE' "$build/fuzz/$target.log"
done
exit "$bad"
