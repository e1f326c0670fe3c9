#!/bin/sh
# many_files.sh BUILD - of a file in a folder that is no input, a walk keeps its bytes and few more: memory grows by the
# files, not by what was tried on them. All of them are counted and listed.
set -u
assay=$(cd "$1" && pwd)/assay
exports=$(cd "$(dirname "$0")/../../fixtures/exports" && pwd)
# bytes of memory for each file, which has 60 to 80 bytes
most=700
if grep -q __asan_init "$assay"; then
	echo 'skipped: AddressSanitizer keeps freed memory'
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
passed=0
failed=0

# say STATUS TEXT
say() {
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2"
	fi
}

# make FOLDER N: exports, and N files of three kinds that are none
make_tree() {
	cp -r "$exports" "$1"
	python3 - "$1" "$2" <<-'EOF'
	import os, sys
	kinds = (".json", '{"name": "package-%d", "version": "1.0.0", "dependencies": {"a": "1"}}'), \
	        (".yml", "name: service-%d\nimage: example/app:1.2.3\nports: [80, 443]\nreplicas: 3\n"), \
	        (".md", "# Service %d\n\nStart it with `make run`, and stop it with Ctrl-C.\n")
	for i in range(int(sys.argv[2])):
	    folder = "%s/d%03d" % (sys.argv[1], i // 100)
	    os.makedirs(folder, exist_ok=True)
	    ending, text = kinds[i % 3]
	    open("%s/f%05d%s" % (folder, i, ending), "w").write(text % i)
	EOF
}

# peak COMMAND...: its peak memory in kilobytes
peak() {
	python3 -c 'import resource, subprocess, sys
subprocess.call(sys.argv[1:], stdout=open("out", "w"), stderr=subprocess.STDOUT)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$@"
}

make_tree few 1500
make_tree many 12000
few=$(peak "$assay" check few)
many=$(peak "$assay" check many)
[ $(((many - few) * 1024 / 10500)) -le $most ]
say $? "10,500 files more: $(((many - few) * 1024 / 10500)) bytes each, more than $most"
grep -q '12000 files were not recognised and skipped' out
say $? 'all files are counted'
"$assay" inspect many >out 2>&1
[ "$(grep -c '^  many/d[0-9]*/f[0-9]*\.' out)" = 12000 ]
say $? "inspect lists all: $(grep -c '^  many/d[0-9]*/f[0-9]*\.' out) of 12000"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
