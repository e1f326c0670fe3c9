#!/bin/sh
# replay.sh BUILD - run every fuzz target on its corpus without libFuzzer: no file may crash the target or break its assertions.
set -u
build=$1
failed=0
for target in tests/fuzz/fuzz_*.c; do
	name=$(basename "$target" .c)
	name=${name#fuzz_}
	corpus=tests/fuzz/corpus/$name
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
	elif ! "$build/tests/fuzz/replay_$name" "$corpus" 2>&1; then
		echo "FAILED: $name: to run one input: $build/tests/fuzz/replay_$name FILE"
		failed=$((failed + 1))
	fi
done
echo "0 passed, $failed failed"
[ "$failed" = 0 ]
