#!/bin/sh
# check.sh OPTION... - assay check with the paths and options of a pipeline's variables.
#
#   ASSAY_PATHS    files and folders, one a line
#   ASSAY_OPTIONS  options beside those of the pipeline, one a line: --fail-on=high
#   ASSAY_FAIL_ON  lowest severity that affects the exit status (default: that of the settings, else info)
#   ASSAY_STATUS   the file that is to hold the exit status
#   ASSAY          the command (default: assay)
#
# Ends 0 where the evaluation is complete, whatever it says, so that reports are uploaded first; a later
# step ends with the status in the file. An evaluation that is not complete ends 2 at once: its
# report would close the findings that it did not get to.
set -fu
: "${ASSAY_PATHS:?check.sh: set ASSAY_PATHS to what is to be judged}"
: "${ASSAY_STATUS:?check.sh: set ASSAY_STATUS to the file for the exit status}"
IFS='
'
# its exit status would be 0, and nothing would be judged
case $IFS${ASSAY_OPTIONS:-}$IFS in
*"$IFS--help$IFS"* | *"${IFS}-h$IFS"*)
	echo 'check.sh: ASSAY_OPTIONS must not contain --help.' >&2
	exit 2
	;;
esac
# shellcheck disable=SC2086
"${ASSAY:-assay}" check "$@" ${ASSAY_FAIL_ON:+"--fail-on=$ASSAY_FAIL_ON"} ${ASSAY_OPTIONS:-} -- $ASSAY_PATHS
status=$?
echo "$status" >"$ASSAY_STATUS" || exit 2
case $status in
0 | 1 | 3) exit 0 ;;
*) exit "$status" ;;
esac
