#!/bin/sh
# One night of the connector: carry the records, copy the ledger, count the figures. For cron, and for systemd/kmmp.service.
# KMMP_HOME is the folder of kmmp.yaml, KMMP how the command is called. Ends with the exit code of kmmp (docs/connector.md): of the figures
# where that is not 0, else of the records. KMMP_METRICS, where it is set, is a file for the text collector of Prometheus, such as
# /var/lib/prometheus/node-exporter/kmmp.prom; it is written however the night ends.
set -eu
: "${KMMP_HOME:?is not set: the folder of kmmp.yaml}"
kmmp=${KMMP:-kmmp}
cd "$KMMP_HOME"
umask 077

if [ -n "${KMMP_METRICS:-}" ]; then
    trap '$kmmp status --metrics "$KMMP_METRICS" || true' EXIT
fi

carried=0
$kmmp sync || carried=$?
# 10: rows wait for a person, and all others arrived
if [ "$carried" -ne 0 ] && [ "$carried" -ne 10 ]; then
    exit "$carried"
fi
mkdir -p backup
$kmmp ledger backup "backup/kmmp-$(date +%Y%m%d-%H%M%S).db"
find backup -name 'kmmp-*.db' -mtime +14 -exec rm {} +

$kmmp aggregate
exit "$carried"
