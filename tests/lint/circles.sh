#!/bin/sh
# circles.sh OBJECTS - no circle of calls between files of the engine. OBJECTS is the folder of their objects; each call
# that is part of a circle is printed with its symbol.
set -u
objects=$1
if ! command -v nm >/dev/null 2>&1; then
	echo 'lint: circles were skipped: nm is not installed (binutils)'
	exit 0
fi

# "FILE d|u SYMBOL" for each name that a file defines or uses
symbols() {
	find engine -name '*.c' | sed "s|^|$objects/|; s|c\$|o|" | xargs nm -gA |
		sed "s|^$objects/\([^:]*\)\.o:|\1.c |" | awk '{ print $1, $(NF - 1) == "U" ? "u" : "d", $NF }'
}

find_circles() {
	awk '
	$2 == "d" { home[$3] = $1 }
	$2 == "u" { user[++n] = $1; symbol[n] = $3 }
	END {
		for (i = 1; i <= n; i++)
			if ((to = home[symbol[i]]) != "" && to != user[i]) calls[user[i], to] = calls[user[i], to] " " symbol[i]
		# what neither calls nor is called within the rest is in no circle
		do {
			removed = 0
			split("", out); split("", into)
			for (c in calls) { split(c, e, SUBSEP); out[e[1]]; into[e[2]] }
			for (c in calls) { split(c, e, SUBSEP); if (!(e[2] in out) || !(e[1] in into)) { delete calls[c]; removed = 1 } }
		} while (removed)
		for (c in calls) reach[c]
		for (k in out) for (a in out) if ((a, k) in reach) for (b in out) if ((k, b) in reach) reach[a, b]
		for (c in calls) { split(c, e, SUBSEP); if ((e[2], e[1]) in reach) print e[1], "->", e[2] ":" calls[c] }
	}' | sort
}

found=$(symbols | find_circles)
[ -z "$found" ] || echo "$found" | sed 's/^/lint: circle: /'

# a check that cannot fail proves nothing
self=$(printf '%s\n' 'a.c d f' 'a.c u g' 'b.c d g' 'b.c u h' 'c.c d h' 'c.c u f' 'c.c u k' 'd.c d k' 'e.c u f' | find_circles | tr '\n' ' ')
[ "$self" = 'a.c -> b.c: g b.c -> c.c: h c.c -> a.c: f ' ] || { echo "lint: the check for circles does not work: $self"; exit 1; }
[ -z "$found" ]
