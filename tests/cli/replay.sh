#!/bin/sh
# replay.sh BUILD - the fuzzers' corpora, without libFuzzer: nothing in them crashes a target or breaks its promises.
set -u
build=$1
failed=0
for target in tests/fuzz/fuzz_*.c; do
	name=$(basename "$target" .c)
	name=${name#fuzz_}
	corpus=tests/fuzz/corpus/$name
	if [ ! -d "$corpus" ]; then
		echo "skipped: $name has no corpus yet: make fuzz FUZZ_TARGETS=$name FUZZ_MINIMISE=1"
		continue
	fi
	if ! "$build/tests/fuzz/replay_$name" "$corpus" 2>&1; then
		echo "FAILED: $name: one input alone at a time: $build/tests/fuzz/replay_$name FILE"
		failed=$((failed + 1))
	fi
done
echo "0 passed, $failed failed"
[ "$failed" = 0 ]
