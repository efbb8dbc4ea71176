"""Looks at a city as its screens do, again and again until it is terminated; then says what it saw. Exits 1 on a mixture.
STUB."""
import json, signal, sys
signal.signal(signal.SIGTERM, lambda *_: (print(json.dumps({"looks":0})), sys.exit(0)))
while True: signal.pause()
