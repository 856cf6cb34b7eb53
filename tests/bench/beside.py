#!/usr/bin/env python3
"""beside.py [-n RUNS] [--label NAME] COMMAND... -- COMMAND...

Runs two commands in turn, RUNS times each, and prints for both the least wall-clock time, the processor time
and the peak memory (of the largest process), and the ratio of the times. A ratio of two programs in
the same run says something on any machine; seconds don't. Nothing here is a test: it never fails for slowness.
"""
import argparse
import os
import subprocess
import sys
import time


def once(command):
    """Wall seconds, processor seconds, peak KiB of one run."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3):
        sys.exit(f"{command[0]}: status {child.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=5, help="runs of each (default: 5)")
    parser.add_argument("--label", default="glane")
    parser.add_argument("commands", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    words = options.commands[1:] if options.commands[:1] == ["--"] else options.commands
    if "--" not in words:
        parser.error("two commands, with -- between them")
    cut = words.index("--")
    pair = {options.label: words[:cut], os.path.basename(words[cut + 1]): words[cut + 1:]}
    runs = {name: [] for name in pair}
    for _ in range(options.n):
        for name, command in pair.items():
            runs[name].append(once(command))
    best = {name: min(r[0] for r in rows) for name, rows in runs.items()}
    for name, rows in runs.items():
        print(f"{name:12} {best[name]:8.3f} s   {min(r[1] for r in rows):8.3f} s of processor"
              f"   {max(r[2] for r in rows) / 1024:8.1f} MiB")
    first, second = pair
    print(f"{first} / {second}: {best[first] / best[second]:.1f}")


main()
