#!/usr/bin/env python3
"""dev_loop.py [--dewar PROGRAM] [--work FOLDER] [--runs NUMBER] [--prepare] [GROUP...]

Measures what `dewar serve` costs a developer, each group of figures beside its peers in one run, and prints them as a Markdown
table. Groups: single, factory, package, big, pages, quiet, first, watch, load; all if none is named. `--prepare` builds beforehand what
takes minutes (an app with GRDB by `swift build`) and measures nothing. Figures are kept in FOLDER/figures.json, so that groups
may be run one by one; `dev_loop.py table` prints what is kept. `--runs` measures the group `single` so often and tells the
middle of each figure: a run takes two minutes, all groups with one of it ten. Needs flask for the group `single`, cc for `load`, nothing else
running, and two cores. Exits 1 if a figure of the groups named is short of what is asked.
"""
import argparse, contextlib, datetime, glob, json, os, re, shutil, signal, statistics, subprocess, sys, tempfile, time
from sample_apps import App, count, rename, single_file, stored_anew
from serving import Page, Served, save

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("groups", nargs="*")
parser.add_argument("--dewar", default="dewar")
parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "dewar-dev-loop"))
parser.add_argument("--runs", type=int, default=1)
parser.add_argument("--prepare", action="store_true")
arguments = parser.parse_args()

HERE = os.path.dirname(os.path.abspath(__file__))
FIGURES = os.path.join(arguments.work, "figures.json")
SERVE = [shutil.which(arguments.dewar) or arguments.dewar, "serve", "--json"]


# The parts of which the groups are made.

def fresh(name, files):
    """A new folder with these files in it."""
    folder = os.path.join(arguments.work, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    save(folder, {}, files)
    return folder


def figure(name, measured, asked="", fits=None):
    """A row of the table; `fits` is None where nothing is asked."""
    return {"name": name, "asked": asked, "measured": measured, "fits": fits}


def at_most(name, milliseconds, limit):
    return figure(name, f"{milliseconds:.0f} ms", f"≤ {limit} ms", milliseconds <= limit)


def share(name, part, whole, limit):
    return figure(name, f"{part / whole:.2f}", f"≤ {limit:.2f}", part / whole <= limit)


def median(times):
    return statistics.median(times)


def p95(times):
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


def edited(served, before, after, answer):
    """Saves, and waits until the saved program answers. Milliseconds."""
    start = time.perf_counter()
    save(served.folder, before, after)
    return served.must_serve(answer, 60, since=start)


def edit_again_and_again(served, app, edit, times, pause=0.7):
    """The milliseconds of so many edits of one kind."""
    taken = []
    for _ in range(times):
        before = app.files()
        edit(app)
        taken.append(edited(served, before, app.files(), app.answer()))
        time.sleep(pause)
    return taken


def timed(*commands, **options):
    """How long these programs take, one after the other. Milliseconds."""
    start = time.perf_counter()
    for command in commands:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    return (time.perf_counter() - start) * 1000


def overheads(served):
    """What each reload took beside the compiler, the linker and the app's own start. Milliseconds."""
    phases = [event["milliseconds"] for _, event in served.events("live")]
    return [sum(p[name] for name in ("detect", "plan", "start", "told")) for p in phases if "detect" in p and "compile" in p]


# One file.

def bare_build(source):
    """The command lines by which the compiler and the linker make a program of one file, with no tool around them."""
    framework = subprocess.run([SERVE[0], "framework"], check=True, capture_output=True, text=True).stdout.strip()
    plan = next(name for name in os.listdir(framework) if re.fullmatch(r"plan-[0-9a-f]+", name))
    with open(f"{framework}/{plan}") as file:
        linker, number, *rest = file.read().split("\n")
    compiler = os.path.join(os.path.dirname(os.path.realpath(shutil.which("swiftc"))), "swift-frontend")
    made = os.path.join(arguments.work, "bare")
    compile_ = [compiler, *rest[:int(number)], "-primary-file", source, "-module-name", "bare", "-o", made + ".o"]
    subprocess.run(compile_, check=True)
    autolink = subprocess.run(["swift-autolink-extract", made + ".o", "-o", "/dev/stdout"], check=True, capture_output=True,
                              text=True).stdout.split()
    inputs = [made + ".o", framework + "/libDewar.so"]
    link = [linker, *[w for word in rest[int(number):] for w in (inputs if word == "OBJECTS" else [word])], *autolink,
            "-o", made]
    return compile_, link


def single_run():
    """The figures of one run: milliseconds, and shares of what stands beside them in the same run."""
    folder = fresh("single/app", {"app.swift": single_file(0)})
    taken, bare = [], []
    with Served(folder, SERVE) as served:
        served.must_serve("marker-0")
        build = bare_build(folder + "/app.swift")
        for number in range(1, 41):
            time.sleep(0.7)
            taken.append(edited(served, {"app.swift": ""}, {"app.swift": single_file(number)}, f"marker-{number}"))
            time.sleep(0.7)
            bare.append(timed(*build))
        overhead = overheads(served)
    flask = reloads_of_flask(12)
    return {"save": median(taken), "p95": p95(taken), "flask": median(flask), "bare": median(bare), "overhead": median(overhead),
            "of flask": median(taken) / median(flask), "of bare": median(taken) / median(bare)}


def single():
    runs = [single_run() for _ in range(arguments.runs)]
    middle = {name: median([run[name] for run in runs]) for name in runs[0]}
    rows = [at_most("one file (100 lines, 30 routes), save to served, median", middle["save"], 150)]
    if len(runs) > 1:
        rows.append(figure(f"its median in each of {len(runs)} runs, of which all figures of one file are the middle",
                           ", ".join(f"{run['save']:.0f}" for run in runs) + " ms"))
    return rows + [
        at_most("the same, 95 of 100", middle["p95"], 250),
        figure("Flask's reloader, the same routes", f"{middle['flask']:.0f} ms"),
        share("Dewar's part of that", middle["of flask"], 1, 0.25),
        figure("`swift-frontend` and the linker alone, the same file", f"{middle['bare']:.0f} ms"),
        share("Dewar's multiple of that", middle["of bare"], 1, 1.3),
        at_most("overhead of the tool, one file (all phases but compile, link and the app's own start)", middle["overhead"], 20),
    ]


def reloads_of_flask(times):
    def source(number):
        routes = "".join(f"@app.route('/r{i}/<int:a>')\ndef r{i}(a):\n    return {{'id': a, 'name': 'item {i}'}}\n\n\n"
                         for i in range(1, 30))
        return f"from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.route('/')\ndef home():\n    return 'marker-{number}'\n\n\n{routes}"
    folder = fresh("flask", {"app.py": source(0)})
    with Served(folder, ["flask", "run", "--debug"]) as served:
        served.must_serve("marker-0", 30)
        taken = []
        for number in range(1, times + 1):
            time.sleep(1.3)
            taken.append(edited(served, {"app.py": ""}, {"app.py": source(number)}, f"marker-{number}"))
    return taken


# Packages.

def factory():
    app = App("factory", files=30, routes=100)
    folder = fresh("factory/app", app.files())
    with Served(folder, SERVE) as served:
        served.must_serve(app.answer())
        rows = [at_most("factory (30 files, 100 routes), an edit inside a body",
                        median(edit_again_and_again(served, app, count("body"), 21)), 150)]
        overhead = overheads(served)
        kinds = {"a signature": count("label"), "a stored property": stored_anew, "a file renamed": rename}
        for name, edit in kinds.items():
            rows.append(at_most(f"factory, {name}", median(edit_again_and_again(served, app, edit, 9)), 350))
        added, removed = [], []
        for number in range(7):
            added += edit_again_and_again(served, app, lambda app: setattr(app, "named", f"named{number}"), 1)
            # Without the file the sources shall be none that were built before.
            edit_again_and_again(served, app, count("default"), 1)
            removed += edit_again_and_again(served, app, lambda app: setattr(app, "named", None), 1)
    rows += [at_most("factory, a file added", median(added), 350),
             at_most("factory, a file removed", median(removed), 350),
             at_most("overhead of the tool, factory", median(overhead), 20)]
    return rows


PACKAGE = ("package/app", App("package", files=30, routes=100))


def prepare():
    """Builds the app with GRDB as `swift build` does, and as `dewar serve` does: minutes, the first time."""
    name, app = PACKAGE
    folder = os.path.join(arguments.work, name)
    os.makedirs(folder, exist_ok=True)
    save(folder, {}, app.files())
    subprocess.run(["swift", "build"], cwd=folder, check=True, stdout=subprocess.DEVNULL, env=environment())
    with Served(folder, SERVE) as served:
        served.must_serve(app.answer(), 900)


def environment():
    """With what the app's Package.swift finds Dewar: the folder around the program."""
    folder = os.path.realpath(SERVE[0])
    while not os.path.exists(folder + "/Package.swift"):
        folder = os.path.dirname(folder)
    return {**os.environ, "DEWAR_PATH": folder}


def package():
    name, app = PACKAGE
    folder = os.path.join(arguments.work, name)
    rows = []
    for built in glob.glob(f"{folder}/.dewar/debug-*"):  # of the same edits, in a run before
        shutil.rmtree(built)
    with Served(folder, SERVE) as served:
        served.must_serve(app.answer(), 900)
        for what, kind in (("a view", "body"), ("a function that asks GRDB", "database")):
            taken, plain = [], []
            for _ in range(7):
                taken += edit_again_and_again(served, app, count(kind), 1)
                plain.append(timed(["swift", "build"], cwd=folder, env=environment()))
            rows += [at_most(f"factory with GRDB, {what}", median(taken), 250),
                     figure(f"`swift build` of the same edits, {what}", f"{median(plain):.0f} ms"),
                     share(f"Dewar's part of that, {what}", median(taken), median(plain), 0.2)]
        save(folder, app.files(), App("package", files=30, routes=100).files())
    return rows


def big():
    app = App("factory", files=100, routes=300, lines=120)
    files = app.files()
    folder = fresh("big/app", files)
    lines = sum(text.count("\n") for text in files.values())
    with Served(folder, SERVE) as served:
        served.must_serve(app.answer())
        body = edit_again_and_again(served, app, count("body"), 9)
        shape = edit_again_and_again(served, app, count("label"), 5)
    return [figure(f"a big app (100 files, 300 routes, {lines:,} lines), an edit inside a body", f"{median(body):.0f} ms"),
            figure("the same, a signature", f"{median(shape):.0f} ms")]


# What needs no build, and no restart.

PAGES = {"app.swift": 'import Dewar\n\nlet app = App()\napp.get("/") { _ in "marker-0" }\n'
                      'app.get("/page") { _ in render("page.html") }\n// comment-0\ntry app.run()\n',
         "templates/page.html": "<!doctype html><link rel=stylesheet href=/static/a.css><h1>text-0</h1>",
         "static/a.css": "h1 { margin: 0px }"}


def pages():
    folder = fresh("pages/app", PAGES)
    rows = []
    with Served(folder, SERVE) as served:
        served.must_serve("marker-0")
        page, before = Page(served, "/page"), len(served.events("live"))
        for what, name, kind in (("a template", "templates/page.html", "reload"), ("a style sheet", "static/a.css", "styles")):
            taken = []
            for number in range(1, 31):
                start = time.perf_counter()
                save(folder, {name: ""}, {name: PAGES[name].replace("0", str(number))})
                told = page.told()
                taken.append((time.perf_counter() - start) * 1000)
                fresh_text = served.get("/" + name if kind == "styles" else "/page")
                assert told == kind and PAGES[name].replace("0", str(number)) in fresh_text, (told, fresh_text)
                time.sleep(0.1)
            rows += [at_most(f"{what} saved to browser told, median", median(taken), 30),
                     at_most(f"the same, the longest of {len(taken)}", max(taken), 30)]
        page.close()
        built = len(served.events("live")) + len(served.events("unchanged")) - before
    return rows + [figure("builds and restarts by these 60 saves", str(built), "0", built == 0)]


def quiet():
    """Saves that change nothing that runs."""
    def touch(folder, number):
        os.utime(folder + "/app.swift")

    def identical(folder, number):
        save(folder, {"app.swift": ""}, {"app.swift": PAGES["app.swift"]})

    def comment(folder, number):
        save(folder, {"app.swift": ""}, {"app.swift": PAGES["app.swift"].replace("comment-0", f"comment-{number}")})

    folder = fresh("quiet/app", PAGES)
    rows = []
    with Served(folder, SERVE) as served:
        served.must_serve("marker-0")
        for what, change in (("a comment edited", comment), ("a file touched", touch), ("a file saved as it was", identical)):
            started = len(served.events("live"))
            for number in range(1, 6):
                change(folder, number)
                time.sleep(0.5)
            restarts = len(served.events("live")) - started
            rows.append(figure(f"restarts by {what}, five times", str(restarts), "0", restarts == 0))
        time.sleep(2)
        before = served.processor_time()
        time.sleep(20)
        after = served.processor_time()
        used = sum(after[process] - before.get(process, 0) for process in after)
        ticks = used * os.sysconf("SC_CLK_TCK") // 1_000_000_000
        rows.append(figure("processor time of tool, app and waiting compiler in 20 idle seconds",
                           f"{ticks} ticks ({used / 1e6:.1f} ms)", "0 ticks", ticks == 0))
    return rows


# Beginnings.

def first():
    rows = []
    for layout, files in (("single", "one file"), ("factory", "factory")):
        taken = []
        for _ in range(7):
            folder = os.path.join(arguments.work, "first", layout)
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(os.path.dirname(folder), exist_ok=True)
            subprocess.run([SERVE[0], "new", layout, "--layout", layout], cwd=os.path.dirname(folder), check=True,
                           capture_output=True)
            with Served(folder, SERVE) as served:
                while not served.get():
                    time.sleep(0.002)
                taken.append((time.perf_counter() - served.started) * 1000)
        rows += [at_most(f"`dewar serve` to first answer after `dewar new`, {files}, median", median(taken), 1000),
                 at_most(f"the same, the longest of {len(taken)}", max(taken), 1000)]
    return rows


def folders(root, number):
    """So many folders, ten in each."""
    made, level = 0, [root]
    while made < number:
        following = []
        for parent in level:
            for i in range(10):
                if made < number:
                    following.append(f"{parent}/folder{i}")
                    os.makedirs(following[-1])
                    made += 1
        level = following
    os.sync()  # else the kernel writes them while the watcher reads


def set_up(folder):
    """Milliseconds from the start of `dewar serve` until it listens and watches, the middle of nine; and its watches."""
    taken = []
    for _ in range(9):
        with Served(folder, SERVE) as served:
            while not served.events("listening"):
                time.sleep(0.001)
            taken.append((served.events("listening")[0][0] - served.started) * 1000)
            served.must_serve("marker-0")
            watches = number_of_watches(served.process.pid)
    return median(taken), watches


def number_of_watches(process):
    found = 0
    for name in os.listdir(f"/proc/{process}/fdinfo"):
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile
            with open(f"/proc/{process}/fdinfo/{name}") as file:
                found += file.read().count("inotify wd:")
    return found


def watch():
    bare, _ = set_up(fresh("watch/few", PAGES))
    many = fresh("watch/many", PAGES)
    folders(many + "/data", 10_000)
    watched, watches = set_up(many)
    ignored = fresh("watch/ignored", PAGES | {".gitignore": "/data/\n"})
    for name in ("node_modules", ".build", "data"):
        folders(f"{ignored}/{name}", 10_000)
    passed, ignored_watches = set_up(ignored)
    return [
        at_most(f"watch set-up of 10,000 folders ({watches:,} watches), beyond that of three", watched - bare, 100),
        figure("the same for 30,000 folders in node_modules, .build and a folder that .gitignore names",
               f"{passed - bare:.1f} ms, {ignored_watches} watches", "0 ms", passed - bare < 2 and ignored_watches < 5),
    ]


# Without a seam.

def load():
    folder = fresh("load/app", {"app.swift": single_file(0)})
    program = os.path.join(arguments.work, "load/load")
    subprocess.run(["cc", "-O2", HERE + "/load.c", "-o", program], check=True)
    with Served(folder, SERVE) as served:
        served.must_serve("marker-0")
        clients = subprocess.Popen([program, str(served.port), "64", "170", "5000", "/"], stdout=subprocess.PIPE, text=True)
        taken = []
        for number in range(1, 101):
            taken.append(edited(served, {"app.swift": ""}, {"app.swift": single_file(number)}, f"marker-{number}"))
            time.sleep(0.1)
        clients.send_signal(signal.SIGTERM)
        counts = {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+)", clients.communicate()[0])}
    lost = int(sum(counts[name] for name in ("not_200", "lost_eof", "lost_reset", "lost_fresh", "refused")))
    return [
        figure(f"failed of {counts['ok'] + lost:,.0f} requests over 64 connections during 100 edits", str(lost), "0", lost == 0),
        figure("the longest that one of them waited", f"{counts['longest_wait_ms']:.0f} ms"),
        figure("save to served meanwhile, median", f"{median(taken):.0f} ms"),
    ]


GROUPS = {"single": single, "factory": factory, "package": package, "big": big, "pages": pages, "quiet": quiet, "first": first,
          "watch": watch, "load": load}


def kept():
    try:
        with open(FIGURES) as file:
            return json.load(file)
    except OSError:
        return {}


def keep(name, rows):
    figures = kept()
    figures[name] = {"date": datetime.date.today().isoformat(), "rows": rows}
    with open(FIGURES, "w") as file:
        json.dump(figures, file, indent=2, ensure_ascii=False)


def table(figures):
    print("| figure | asked | measured |\n|---|---|---|")
    for name in GROUPS:
        for row in figures.get(name, {}).get("rows", []):
            short = " (short)" if row["fits"] is False else ""
            print(f"| {row['name']} | {row['asked']} | {row['measured']}{short} |")


os.makedirs(arguments.work, exist_ok=True)
if arguments.prepare:
    prepare()
    sys.exit()
if arguments.groups == ["table"]:
    table(kept())
    sys.exit()
unknown = [name for name in arguments.groups if name not in GROUPS]
if unknown:
    parser.error(f"no group is called {unknown[0]}: {', '.join(GROUPS)}")
measured = {}
for name in arguments.groups or GROUPS:
    rows = GROUPS[name]()
    keep(name, rows)
    measured[name] = {"rows": rows}
table(measured)
sys.exit(1 if any(row["fits"] is False for group in measured.values() for row in group["rows"]) else 0)
