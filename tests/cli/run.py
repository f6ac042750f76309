#!/usr/bin/env python3
"""Runs the command-line cases: tests/cli/NAME/cmd is a shell script, NAME/out what it must print.

usage: run.py CASUS ROOT [--record]

A case runs in an empty folder with $casus the program, $root the project, and standard error joined to standard output;
"exit N" as its last output line comes from the case itself. --record writes what is printed now as expected.
"""
import os
import subprocess
import sys
import tempfile


def run(script: str, program: str, root: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["sh", script], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
                              env={**os.environ, "casus": program, "root": root, "LC_ALL": "C.UTF-8"})
    return done.stdout.decode("utf-8", "replace")


def main() -> int:
    program, root = map(os.path.abspath, sys.argv[1:3])
    record, failed = "--record" in sys.argv[3:], 0
    cases = os.path.join(root, "tests", "cli")
    names = sorted(n for n in os.listdir(cases) if os.path.exists(os.path.join(cases, n, "cmd")))
    for name in names:
        path = os.path.join(cases, name, "out")
        got = run(os.path.join(cases, name, "cmd"), program, root)
        if record:
            with open(path, "w", encoding="utf-8") as file:
                file.write(got)
            continue
        with open(path, encoding="utf-8") as file:
            want = file.read()
        if got != want:
            failed += 1
            print("%s: wanted\n%s\n  but got\n%s" % (name, want, got))
    print("%d cases, %d failed" % (len(names), failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
