#!/usr/bin/env python3
"""never_stale.py [--dewar PROGRAM] [--kinds single,factory,package] [--edits 200] [--seed N]

Saves, waits for the new answer, and saves again at once, in apps of three kinds served by `dewar serve`: one file, a package of
many files, a package that depends on another one (GRDB, fetched from GitHub). Each edit is drawn from the table EDITS; after every
tenth the answer is compared with the one of a clean build. Exits 0 if no answer was old. A run of 200 edits takes one to
three minutes a kind.
"""
import argparse, glob, os, random, shutil, statistics, sys, tempfile, time
from sample_apps import App, EDITS, MANY_FILES, PACKAGE
from serving import Served, save

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--dewar", default="dewar")
parser.add_argument("--kinds", default="single,factory,package")
parser.add_argument("--edits", type=int, default=200)
parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
parser.add_argument("--seconds", type=float, default=60, help="how long to wait for an answer before it counts as old")
parser.add_argument("--pause", type=float, default=0.8,
                    help="seconds after every third edit, so that what is made ready between saves is met too")
arguments = parser.parse_args()


def clean_answer(folder, app, expected):
    """Whether a copy of the sources, built from nothing, answers the same. Only the packages that were built come along."""
    copy = tempfile.mkdtemp(prefix="dewar-clean-") + "/app"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".dewar", ".build"))
    for built in glob.glob(f"{folder}/.dewar/packages-*"):
        shutil.copytree(built, f"{copy}/.dewar/{os.path.basename(built)}")
    with Served(copy, [arguments.dewar, "serve", "--no-reload"]) as served:
        fits = served.wait(expected, 240) is not None
    shutil.rmtree(os.path.dirname(copy))
    return fits


def run(kind):
    base = tempfile.mkdtemp(prefix=f"dewar-{kind}-")
    folder = base + "/app"
    app = App(kind)
    os.mkdir(folder)
    save(folder, {}, app.files())
    with Served(folder, [arguments.dewar, "serve"]) as served:
        served.must_serve(app.answer())
        times, stale, differing = edit_again_and_again(served, app, base)
    every = sorted(took for taken in times.values() for took in taken)
    print(f"{kind}: {len(every)} edits served, {stale} old answers, {differing} unlike a clean build, "
          f"median {statistics.median(every):.0f} ms, p95 {every[int(len(every) * 0.95)]:.0f} ms")
    for name, taken in sorted(times.items()):
        print(f"    {name:12} {len(taken):3}  median {statistics.median(taken):5.0f} ms  max {max(taken):5.0f} ms")
    if not stale and not differing:
        shutil.rmtree(base)
    return stale + differing


def edit_again_and_again(served, app, base):
    """The milliseconds of the edits by their kind, how many answers were old, and how many unlike a clean build's."""
    table = EDITS | (MANY_FILES if app.kind != "single" else {}) | (PACKAGE if app.kind == "package" else {})
    times, stale, differing = {}, 0, 0
    for step in range(1, arguments.edits + 1):
        saves = random.randrange(2, 5) if step % 8 == 0 else 1
        name = edit_in_a_burst(served.folder, app, table, saves)
        took = served.wait(app.answer(), arguments.seconds)
        wrong = next((text for text in (served.get(), served.get()) if text != app.answer()), None)
        if took is None or wrong is not None:
            stale += 1
            print(f"{app.kind}: OLD after edit {step} ({name}, {saves} saves)\n  expected {app.answer()}\n"
                  f"  answered {(wrong or 'nothing')[:600]}")
        else:
            times.setdefault("several" if saves > 1 else name, []).append(took)
        if took is None:
            shutil.copytree(served.folder, f"{base}/kept-{step}", symlinks=True)
            print(f"  the project is kept in {base}/kept-{step}")
            break
        if step % 3 == 0:
            time.sleep(arguments.pause)
        if step % 10 == 0 and not clean_answer(served.folder, app, app.answer()):
            differing += 1
            shutil.copytree(served.folder, f"{base}/unlike-{step}", symlinks=True)
            print(f"{app.kind}: a clean build answers otherwise after edit {step}; the project is kept in {base}/unlike-{step}")
    return times, stale, differing


def edit_in_a_burst(folder, app, table, saves):
    """Saves so many edits shortly after one another; the name of the last."""
    for part in range(saves):
        before = app.files()
        name = random.choice(list(table))
        table[name](app)
        save(folder, before, app.files())
        if part + 1 < saves:
            time.sleep(random.choice((0, 0.01, 0.05, 0.15, 0.3)))
    return name


print(f"seed {arguments.seed}", flush=True)
random.seed(arguments.seed)
outcome = 0
for kind in arguments.kinds.split(","):
    outcome += run(kind)
    sys.stdout.flush()
sys.exit(1 if outcome else 0)
