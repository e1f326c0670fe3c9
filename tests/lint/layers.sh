#!/bin/sh
# layers.sh - each folder of the engine includes only what layers.txt puts above it.
set -u

check() { # lines "FILE:#include "PATH"" against layers.txt
	awk '
	function folder(path) { return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : "" }
	FNR == NR { if ($0 !~ /^#/) { n++; for (i = 1; i <= NF; i++) rank[$i] = n } next }
	{
		split($0, line, ":#include \"")
		file = line[1]; sub(/^engine\//, "", file)
		from = folder(file); to = folder(substr(line[2], 1, length(line[2]) - 1))
		if (to == "" || from == to) next
		if (from == "cli") ok = to == "base"
		else if (from == "guard") ok = to == "base"
		else if (!(from in rank)) ok = 0
		else ok = to in rank && rank[to] < rank[from] && to != "guard" && !(from ~ /^report/ && to ~ /^rule/)
		if (!ok) print "lint: engine/" file " includes " to "/, which layers.txt does not put above " from "/"
	}' tests/lint/layers.txt - | sort -u
}

found=$(grep -rH '^#include "' engine --include='*.[ch]' | check)
[ -z "$found" ] || echo "$found"

# a check that cannot fail proves nothing
self=$(printf '%s\n' 'engine/doc/a.c:#include "base/a.h"' 'engine/doc/a.c:#include "verdict/a.h"' 'engine/report/a.c:#include "rule/a.h"' \
	'engine/rule/load/a.c:#include "rule/stdlib/a.h"' 'engine/doc/a.c:#include "guard/a.h"' 'engine/new/a.c:#include "base/a.h"' 'engine/a.c:#include "base/a.h"' | check | wc -l)
[ "$self" = 6 ] || { echo "lint: the check of layers does not work: $self"; exit 1; }
[ -z "$found" ]
