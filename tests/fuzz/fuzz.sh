#!/bin/sh
# fuzz.sh BUILD SECONDS [NAME...] - run the fuzz targets, one after the other, from their corpora and from seeds of the tree; a
# crash is kept in BUILD and fails. FUZZ_MINIMISE=1 writes what adds coverage back to tests/fuzz/corpus, the smallest first.
set -u
build=$1
seconds=${2:-60}
[ $# -lt 2 ] || shift
[ $# -lt 1 ] || shift
[ $# -gt 0 ] || set -- $(ls tests/fuzz/fuzz_*.c | sed 's|.*/fuzz_||; s|\.c$||')
bad=0
most=40000 # bytes of one corpus in the tree

# the files of the tree that a target begins with
seeds() {
	case $1 in
	rule) find tests/sandbox rules docs/examples -name '*.lua' ;;
	waivers) ;; # its own corpus
	hcl) find tests/data -name '*.tf' -o -name '*.tf.json' ;;
	yaml) find tests/data -name '*.yaml' -size -24k ;;
	plan) find fixtures/plan tests/data/plans -name '*.json' -size -48k ;;
	*) find fixtures tests/data/rows tests/data/plans -name '*.json' -size -24k ;;
	esac
}

# exports of one folder in one input, as fuzz_exports cuts them
join_exports() {
	find tests/data/rows fixtures/exports -type d | sort | while read -r folder; do
		out=$1/joined_$(echo "$folder" | tr -c 'A-Za-z0-9\n' _)
		first=1
		for file in "$folder"/*.json; do
			[ -f "$file" ] || continue
			[ "$first" = 1 ] || printf '\0' >>"$out"
			first=0
			cat "$file" >>"$out"
		done
	done
}

minimise() {
	name=$1 kept=0 n=0
	rm -rf "$build/merged_$name"
	mkdir -p "$build/merged_$name"
	"$build/fuzz_$name" -merge=1 -max_len=4096 -timeout=25 "$build/merged_$name" "tests/fuzz/corpus/$name" \
		"$build/corpus_$name" "$build/seeds_$name" >"$build/merge_$name.log" 2>&1
	rm -rf "tests/fuzz/corpus/$name"
	mkdir -p "tests/fuzz/corpus/$name"
	ls -Sr "$build/merged_$name" | while read -r file; do
		kept=$((kept + $(wc -c <"$build/merged_$name/$file")))
		n=$((n + 1))
		[ "$kept" -le "$most" ] && [ "$n" -le 250 ] || break
		cp "$build/merged_$name/$file" "tests/fuzz/corpus/$name/"
	done
	echo "tests/fuzz/corpus/$name: $(ls "tests/fuzz/corpus/$name" | wc -l) inputs"
}

for name in "$@"; do
	rm -rf "$build/seeds_$name"
	mkdir -p "$build/corpus_$name" "$build/seeds_$name" "tests/fuzz/corpus/$name"
	n=0
	for seed in $(seeds "$name"); do
		n=$((n + 1))
		cp "$seed" "$build/seeds_$name/$n"
	done
	[ "$name" != exports ] || join_exports "$build/seeds_$name"
	echo "fuzz_$name: $(ls "$build/seeds_$name" | wc -l) seeds, $(ls "tests/fuzz/corpus/$name" | wc -l) inputs, $seconds s"
	"$build/fuzz_$name" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 -max_len=32768 \
		-artifact_prefix="$build/$name-" -print_final_stats=1 "$build/corpus_$name" "tests/fuzz/corpus/$name" \
		"$build/seeds_$name" >"$build/$name.log" 2>&1 || bad=1
	grep -E 'stat::number_of_executed_units|stat::new_units_added|ERROR|SUMMARY|DONE' "$build/$name.log"
	[ -z "${FUZZ_MINIMISE:-}" ] || minimise "$name"
done
exit "$bad"
