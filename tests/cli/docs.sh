#!/bin/sh
# docs.sh BUILD - the console blocks of the documentation show real output.
#
# A block that begins with ```console in a page holds commands ("$ assay ...") and their output. Each command runs at the
# top of the checkout. Its output must have the lines shown, in order and without a gap; a line "…" stands for
# any number of lines.
set -u
assay=$(cd "$1" && pwd)/assay
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
passed=0
failed=0
mkdir "$work/bin"
ln -s "$assay" "$work/bin/assay"
PATH=$work/bin:$PATH TMPDIR=$work
export PATH TMPDIR

# is_shown EXPECTED ACTUAL: true if ACTUAL has the lines of EXPECTED; prints the first line that it lacks
is_shown() {
	awk '
	NR == FNR { actual[++n] = $0; next }
	{ want[++m] = $0 }
	# fits(i, j): want[i..] match actual[j..]
	function fits(i, j, k) {
		for (; i <= m; i++) {
			if (want[i] == "…") {
				if (i == m) return 1
				for (k = j; k <= n + 1; k++) if (fits(i + 1, k)) return 1
				return 0
			}
			if (j > n || want[i] != actual[j]) { if (i > far) far = i; return 0 }
			j++
		}
		return j == n + 1
	}
	END { if (fits(1, 1)) exit 0; print far ? want[far] : "(more lines)"; exit 1 }' "$2" "$1"
}

# run_block FILE: run each command of one block and compare its output
run_block() {
	rm -f "$work"/part.*
	awk -v base="$work/part." '/^\$ / { n++ } { print >(base n) }' "$1"
	for part in "$work"/part.*; do
		command=$(sed -n '1s/^\$ //p' "$part")
		sed 1d "$part" >"$work/expected"
		sh -c "$command" >"$work/actual" 2>/dev/null </dev/null
		if lacks=$(is_shown "$work/expected" "$work/actual"); then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "FAILED: $page: $command: the output lacks: $lacks"
		fi
	done
}

for page in README.md docs/*.md docs/ci/*.md fixtures/*.md; do
	rm -f "$work"/block.*
	awk -v base="$work/block." '/^```console$/ { on = 1; n++; next } /^```$/ { on = 0 } on { print >(base n) }' "$page"
	for block in "$work"/block.*; do
		[ ! -f "$block" ] || run_block "$block"
	done
done

# the pictures show the output of today
if command -v python3 >/dev/null 2>&1; then
	mkdir "$work/images"
	python3 docs/images/picture.py "$assay" "$work/images"
	for picture in check-light.svg check-dark.svg; do
		if cmp -s "$work/images/$picture" "docs/images/$picture"; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "FAILED: docs/images/$picture is not what assay prints: make docs"
		fi
	done
else
	echo 'skipped: the pictures: python3 is not installed'
fi

# every link, heading, command and option in the pages exists
if command -v python3 >/dev/null 2>&1; then
	if python3 tests/doc_pages.py "$assay" >"$work/pages"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		cat "$work/pages"
	fi
else
	echo 'skipped: links, commands and options in the pages: python3 is not installed'
fi

# the declarations for editors are those of this program, and each function has a signature
if "$assay" rules --stubs | cmp -s - rules/assay.d.lua; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo 'FAILED: rules/assay.d.lua is older than the types or functions. Run make docs.'
fi
if grep -q 'no signature is known' rules/assay.d.lua; then
	failed=$((failed + 1))
	echo 'FAILED: a function has no signature in engine/rule/stubs.c'
fi
for name in $("$assay" rules --capabilities | sed 's/^lib: //'); do
	grep -qE "^(function )?$name( = nil|\(.*\) end)\$" rules/assay.d.lua || {
		failed=$((failed + 1))
		echo "FAILED: rules/assay.d.lua does not declare $name"
	}
done
if ! command -v luac5.4 >/dev/null || luac5.4 -p rules/assay.d.lua; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo 'FAILED: rules/assay.d.lua is not Lua'
fi

[ "$passed" -gt 10 ] || { failed=$((failed + 1)); echo 'FAILED: the pages show too little'; }
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
