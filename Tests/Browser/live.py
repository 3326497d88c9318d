#!/usr/bin/env python3
"""live.py [--dewar PROGRAM] [--pictures FOLDER]

What `dewar serve` does in a browser, tried in headless Chromium: reload, style sheets, overlay, scroll position, many tabs,
policies, parts and streams. Needs `chromium` and Python's `playwright` (pip install playwright); run.sh brings both.
With --pictures, the pages that people see when something is wrong are drawn, light and dark, narrow and wide.
"""
import argparse, os, shutil, signal, socket, subprocess, sys, tempfile, time
from playwright.sync_api import sync_playwright

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--dewar", default="dewar")
parser.add_argument("--pictures")
parser.add_argument("--only", default="", help="rules whose names hold this")
arguments = parser.parse_args()

APP = r'''import Dewar

struct Wrong: Error { var text = "the shelf is empty" }

let app = App()
app.get("/") { _ in
    "<!doctype html><html><head><link rel=stylesheet href=/static/a.css></head><body><h1>marker-0</h1>"
        + "<input id=name name=name><div style='height:4000px'></div></body></html>"
}
app.get("/policy") { _ in
    Response("<!doctype html><body><h1>marker-0</h1></body>", headers: [
        "Content-Security-Policy": "default-src 'none'; script-src 'nonce-abc'; connect-src 'self'"])
}
app.post("/form") { _ in "<!doctype html><body><h1>marker-0 posted</h1></body>" }
app.get("/text") { _ in Response("marker-0", headers: ["Content-Type": "text/plain"]) }
app.get("/page") { _ in render("page.html", ["name": "Ada"]) }
app.config.compressAbove = 256
app.get("/long") { _ in "<!doctype html><body><h1>marker-0</h1><p>" + String(repeating: "much ", count: 200) + "</body>" }
app.get("/stream") { _ in
    Response.stream(contentType: "text/html; charset=utf-8") { write in
        try await write("<!doctype html><html><head></head><body><h1>marker-0</h1>")
        try await Task.sleep(for: .milliseconds(200))
        try await write("<p>the end</p></body></html>")
    }
}
app.get("/error") { _ -> String in throw Wrong() }
app.get("/crash") { _ in
    let none: [Int] = []
    return "\(none[1])"
}
try app.run()
'''


class Served:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="dewar-browser-")
        for name in ("static", "templates"):
            os.mkdir(f"{self.folder}/{name}")
        self.write("static/a.css", "h1 { color: rgb(1, 2, 3) }")
        self.write("templates/page.html", "<!doctype html><body><h1>hello {{ name }}</h1></body>")
        self.write("app.swift", APP)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = open(f"{self.folder}/serve.log", "w")
        self.start(port)

    def start(self, port):
        self.process = subprocess.Popen([arguments.dewar, "serve", "--port", str(port)], cwd=self.folder, stderr=self.log,
                                        stdin=subprocess.DEVNULL)

    def write(self, name, text):
        path = f"{self.folder}/{name}"
        with open(path + ".tmp~", "w") as file:
            file.write(text)
        os.rename(path + ".tmp~", path)

    def edit(self, old, new, name="app.swift"):
        with open(f"{self.folder}/{name}") as file:
            text = file.read()
        assert old in text, f"{old} is not in {name}"
        self.write(name, text.replace(old, new))

    def end(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)
        shutil.rmtree(self.folder)


def shows(page, text):
    page.wait_for_function("text => document.body && document.body.innerText.includes(text)", arg=text, timeout=60_000)


def overlay(page, is_there=True):
    page.wait_for_selector("dewar-overlay", state="attached" if is_there else "detached", timeout=60_000)


def open_page(browser, served, path="/", text="marker-0"):
    page = browser.new_page()
    page.goto(served.url + path, timeout=120_000)
    if text:
        shows(page, text)
    page.wait_for_timeout(100)  # its WebSocket is being opened
    return page


# MARK: the rules, in the order in which they are tried


def reloads_and_keeps_its_place(browser, served):
    page = open_page(browser, served)
    page.focus("#name")
    page.evaluate("scrollTo(0, 1500)")
    served.edit("marker-0", "marker-1")
    shows(page, "marker-1")
    page.wait_for_function("scrollY === 1500 && document.activeElement.id === 'name'")
    served.edit("marker-1", "marker-0")
    shows(page, "marker-0")


def swaps_style_sheets_without_loading_again(browser, served):
    page = open_page(browser, served)
    page.evaluate("window.kept = 1")
    served.write("static/a.css", "h1 { color: rgb(4, 5, 6) }")
    page.wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)'")
    assert page.evaluate("window.kept") == 1, "the page was loaded again"
    page.wait_for_function("document.querySelectorAll('link').length === 1")


def reloads_for_a_template(browser, served):
    page = open_page(browser, served, "/page", "hello Ada")
    served.edit("hello", "good day", "templates/page.html")
    shows(page, "good day Ada")


def shows_where_a_template_is_wrong_until_it_is_mended(browser, served):
    page = open_page(browser, served, "/page", "Ada")
    name = "templates/page.html"
    served.edit("</body>", "\n<p>{% for x in %}</p></body>", name)
    shows(page, "TemplateSyntaxError")
    here = page.inner_text(".source .here")
    assert "{% for x in %}" in here and here.rstrip().endswith("^"), here
    assert "page.html:2:16" in page.inner_text("body"), page.inner_text("body")
    assert page.query_selector("dewar-overlay") is None, "an overlay lies over the page"
    served.edit("\n<p>{% for x in %}</p></body>", "\n{% include 'part.html' %}</body>", name)
    served.write("templates/part.html", "{{ name | uper }}")
    shows(page, "did you mean 'upper'?")
    shows(page, "included from")
    served.edit("\n{% include 'part.html' %}", "", name)
    shows(page, "Ada")


def shows_the_overlay_until_it_is_mended_also_in_a_late_tab(browser, served):
    page = open_page(browser, served)
    served.edit('"<!doctype html><html>', 'naem + "<!doctype html><html>')
    overlay(page)
    late = open_page(browser, served)
    overlay(late)
    assert not page.evaluate("document.querySelector('dewar-overlay').shadowRoot"), "the shadow root is open"
    served.edit('naem + "<!doctype', '"<!doctype')
    overlay(page, False)
    overlay(late, False)


def eight_tabs_reload_at_once(browser, served):
    pages = [open_page(browser, served) for _ in range(8)]
    served.edit("marker-0", "marker-8")
    for page in pages:
        shows(page, "marker-8")
    served.edit("marker-8", "marker-0")
    for page in pages:
        shows(page, "marker-0")


def reloads_under_a_policy_with_a_nonce(browser, served):
    page = open_page(browser, served, "/policy")
    served.edit("marker-0", "marker-2")
    shows(page, "marker-2")
    served.edit('marker-2', "marker-0")
    shows(page, "marker-0")


def reloads_a_compressed_page(browser, served):
    page = browser.new_page()
    answer = page.goto(served.url + "/long", timeout=120_000)
    assert answer.headers.get("content-encoding") == "gzip", answer.headers
    page.wait_for_timeout(100)
    served.edit("marker-0", "marker-4")
    shows(page, "marker-4")
    served.edit("marker-4", "marker-0")
    shows(page, "marker-0")


def reloads_a_page_that_comes_as_a_stream(browser, served):
    page = open_page(browser, served, "/stream", "the end")
    served.edit("marker-0", "marker-5")
    shows(page, "marker-5")
    served.edit("marker-5", "marker-0")
    shows(page, "marker-0")


def leaves_the_page_of_a_crash_until_it_is_mended(browser, served):
    page = open_page(browser, served, "/crash", "Index out of range")
    other = open_page(browser, served)
    loads = []
    page.on("load", lambda _: loads.append(1))
    page.wait_for_timeout(3000)
    assert not loads, "the page that crashes was loaded again"
    served.edit("none[1]", "none.count")
    shows(page, "0")
    served.edit("none.count", "none[1]")


def never_sends_a_form_again_by_itself(browser, served):
    page = open_page(browser, served)
    page.set_content(f"<form method=post action='{served.url}/form'><button>send</button></form>")
    page.click("button")
    shows(page, "posted")
    page.wait_for_timeout(100)
    served.edit("marker-0", "marker-3")
    overlay(page)
    served.edit("marker-3", "marker-0")
    page.goto(served.url)
    shows(page, "marker-0")


def leaves_what_is_no_page_alone(browser, served):
    answer = browser.new_page().request.get(served.url + "/text")
    assert answer.text() == "marker-0", answer.text()
    part = browser.new_page().request.get(served.url + "/page", headers={"Accept": "text/html", "HX-Request": "true"})
    assert "live.js" not in part.text(), part.text()


def loads_the_app_when_the_first_build_is_mended(browser, served):
    port = int(served.url.rsplit(":", 1)[1])
    served.process.send_signal(signal.SIGINT)
    served.process.wait(20)
    served.edit("let app = App()", "let app = Ap()")
    served.start(port)
    page = browser.new_page()
    for _ in range(600):
        try:
            page.goto(served.url, timeout=60_000)
            break
        except Exception:
            time.sleep(0.1)
    overlay(page)
    served.edit("let app = Ap()", "let app = App()")
    shows(page, "marker-0")


RULES = [
    reloads_and_keeps_its_place, swaps_style_sheets_without_loading_again, reloads_for_a_template,
    shows_where_a_template_is_wrong_until_it_is_mended,
    shows_the_overlay_until_it_is_mended_also_in_a_late_tab, eight_tabs_reload_at_once, reloads_under_a_policy_with_a_nonce,
    reloads_a_compressed_page, reloads_a_page_that_comes_as_a_stream, leaves_the_page_of_a_crash_until_it_is_mended,
    never_sends_a_form_again_by_itself, leaves_what_is_no_page_alone, loads_the_app_when_the_first_build_is_mended,
]


def draw(browser, served, name, path, prepare=lambda: None):
    """The page as it looks, light and dark, narrow and wide."""
    for scheme in ("light", "dark"):
        for width in (360, 1200):
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
            page = context.new_page()
            page.goto(served.url + path, timeout=120_000)
            page.wait_for_timeout(400)
            page.screenshot(path=f"{arguments.pictures}/{name}-{scheme}-{width}.png")
            context.close()


def draw_all(browser, served):
    os.makedirs(arguments.pictures, exist_ok=True)
    open_page(browser, served).close()
    draw(browser, served, "debug", "/error")
    draw(browser, served, "crash", "/crash")
    served.edit("good day {{ name }}" if "good day" in open(served.folder + "/templates/page.html").read() else "hello {{ name }}",
                "{% for x in %}", "templates/page.html")
    draw(browser, served, "template", "/page")
    served.edit("let app = App()", "let app = App()\nlet greeting: String = naem")
    time.sleep(3)
    draw(browser, served, "overlay", "/")
    port = int(served.url.rsplit(":", 1)[1])
    served.process.send_signal(signal.SIGINT)
    served.process.wait(20)
    served.start(port)
    time.sleep(3)
    draw(browser, served, "nothing-runs", "/")


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    served = Served()
    failed = 0
    try:
        if arguments.pictures:
            draw_all(browser, served)
        for rule in [] if arguments.pictures else [rule for rule in RULES if arguments.only in rule.__name__]:
            context = browser.new_context()
            start = time.perf_counter()
            try:
                rule(context, served)
                outcome = "ok"
            except Exception as error:
                outcome, failed = f"FAILED: {error}", failed + 1
            print(f"{rule.__name__.replace('_', ' ')}: {outcome} ({time.perf_counter() - start:.1f} s)", flush=True)
            context.close()
    finally:
        served.end()
        browser.close()
sys.exit(1 if failed else 0)
