#!/bin/sh
# One night of the connector: carry the records, count the figures, copy the ledger. For cron, and for systemd/kmmp.service.
# KMMP_HOME is the folder of kmmp.yaml, KMMP how the command is called. Ends with the exit code of kmmp (docs/connector.md).
set -eu
: "${KMMP_HOME:?is not set: the folder of kmmp.yaml}"
kmmp=${KMMP:-kmmp}
cd "$KMMP_HOME"
umask 077

carried=0
$kmmp sync || carried=$?
# 10: rows wait for a person, and all others arrived
if [ "$carried" -ne 0 ] && [ "$carried" -ne 10 ]; then
    exit "$carried"
fi
$kmmp aggregate

mkdir -p backup
$kmmp ledger backup "backup/kmmp-$(date +%Y%m%d-%H%M%S).db"
find backup -name 'kmmp-*.db' -mtime +14 -exec rm {} +
exit "$carried"
