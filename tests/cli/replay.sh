#!/bin/sh
# replay.sh BUILD - run every fuzz target on its corpus without libFuzzer, and on structural mutants of JSON: none may crash the
# target or break its assertions.
set -u
build=$1
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT INT TERM
for target in tests/fuzz/fuzz_*.c; do
	name=$(basename "$target" .c)
	name=${name#fuzz_}
	corpus=tests/fuzz/corpus/$name
	# of each file, in a row; a run of fuzz_check takes a hundred times as long as one of the others
	case $name in
	exports | plan) mutants=20 ;;
	check) mutants=1 ;;
	*) mutants=0 ;;
	esac
	if [ ! -d "$corpus" ]; then
		echo "FAILED: $name has no corpus in $corpus: make fuzz FUZZ_TARGETS=$name FUZZ_MINIMISE=1"
		failed=$((failed + 1))
		continue
	fi
	if [ ! -x "$build/tests/fuzz/replay_$name" ] || [ -n "$(find "$target" -newer "$build/tests/fuzz/replay_$name")" ]; then
		echo "FAILED: $name: replay_$name is missing, or older than $target"
		failed=$((failed + 1))
	elif [ -z "$(find "$corpus" -type f | head -n 1)" ]; then
		echo "FAILED: $name: the corpus $corpus is empty"
		failed=$((failed + 1))
	elif ! "$build/tests/fuzz/replay_$name" -mutants=$mutants "$corpus" >"$log" 2>&1; then
		cat "$log"
		echo "FAILED: $name: to run one input: $build/tests/fuzz/replay_$name FILE"
		failed=$((failed + 1))
	else
		cat "$log"
		# the mutator makes at least a mutant of every second file
		files=$(find "$corpus" -type f | wc -l)
		runs=$(sed -n 's/ passed.*//p' "$log")
		if [ "$mutants" -gt 0 ] && [ "$runs" -lt $((files + files * mutants / 3)) ]; then
			echo "FAILED: $name: $runs runs of $files files with $mutants mutants each"
			failed=$((failed + 1))
		fi
	fi
done
echo "0 passed, $failed failed"
[ "$failed" = 0 ]
