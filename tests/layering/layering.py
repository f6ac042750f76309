#!/usr/bin/env python3
"""Checks that each room includes only what the table of docs/house.md allows, and that no two files share a name.

usage: layering.py ROOT
"""
import os
import re
import sys

ALLOWED = {
    "base": {"base"},
    "ingest": {"ingest", "base"},
    "read": {"read", "base"},
    "know": {"know", "base"},
    "code": {"code", "base", "read", "know"},
    "cli": {"cli", "base", "ingest", "read", "know", "code"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def sources(root: str):
    for folder, _, names in os.walk(os.path.join(root, "src")):
        for name in sorted(names):
            if name.endswith((".c", ".h", ".cc", ".def")):
                yield os.path.relpath(os.path.join(folder, name), root)


def faults(root: str):
    seen: dict[str, str] = {}
    for path in sources(root):
        room, name = path.split(os.sep)[1], os.path.basename(path)
        if room not in ALLOWED:
            yield "%s: src/%s is no room of the table" % (path, room)
            continue
        if name in seen:
            yield "%s: has the name of %s" % (path, seen[name])
        seen[name] = path
        with open(os.path.join(root, path), encoding="utf-8") as file:
            for target in INCLUDE.findall(file.read()):
                used = target.split("/")[0]
                if target != "casus.h" and used not in ALLOWED[room]:
                    yield "%s: %s may not include %s" % (path, room, target)
                if target != "casus.h" and not os.path.exists(os.path.join(root, "src", target)):
                    yield "%s: includes %s, which is not src/%s" % (path, target, target)
        if path.endswith((".c", ".h")) and room != "read":
            with open(os.path.join(root, path), encoding="utf-8") as file:
                if "dnnl.h" in file.read():
                    yield "%s: oneDNN stands behind src/read/product.h" % path


def main() -> int:
    found = list(faults(sys.argv[1]))
    for fault in found:
        print(fault)
    print("%d files, %d faults" % (len(list(sources(sys.argv[1]))), len(found)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
