#!/usr/bin/env python3
"""Runs the commands of README.md's sh blocks from the project's root, with the built program as build/casus.

usage: run.py CASUS ROOT

The lines that start with make are left out: this test runs inside one of them, and the continuous check runs the other.
"""
import os
import re
import subprocess
import sys
import tempfile


def commands(text: str) -> list[str]:
    lines = [line for block in re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S) for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith(("make", "#"))]


def main() -> int:
    program, root = map(os.path.abspath, sys.argv[1:3])
    with open(os.path.join(root, "README.md"), encoding="utf-8") as file:
        wanted = commands(file.read())
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "build"))
        os.mkdir(os.path.join(folder, "demo"))
        os.symlink(os.path.join(root, "samples"), os.path.join(folder, "samples"))
        for name in ("casus", "reader.casus", "facts.casus"):
            os.symlink(os.path.join(os.path.dirname(program), name), os.path.join(folder, "build", name))
        for command in wanted:
            done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False)
            if done.returncode:
                failed += 1
                print("%s\nexit %d\n%s" % (command, done.returncode, done.stderr))
    print("%d commands, %d failed" % (len(wanted), failed))
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
