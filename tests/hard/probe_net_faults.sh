#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# probe_net_faults.sh PROBE_NET_FAULTS.PY ARGUMENT...: that, where there is what it needs.
set -eu
python=/usr/bin/python3
command -v openssl >/dev/null || { echo "SKIPPED: no openssl"; exit 77; }
$python -c 'import pyftpdlib' 2>/dev/null || { echo "SKIPPED: no pyftpdlib (package python3-pyftpdlib)"; exit 77; }
exec $python "$@"
