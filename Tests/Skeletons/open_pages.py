#!/usr/bin/env python3
"""open_pages.py [--pictures FOLDER] URL PATH=STATUS...

Opens a project's pages in headless Chromium, wide and narrow, light and dark: each answers with its status, loads all that it
names, says nothing on the console, fits a telephone, can be read (contrast, headings, labels) and used with the keyboard; each
form is filled in and sent. Prints how many pages were opened and how: "seen" in a browser, or "asked" for where there is none
(`chromium`, and Python's `playwright`). With --pictures, what was seen is drawn.
"""
import argparse, json, os, shutil, sys, time, urllib.error, urllib.request

try:
    from playwright.sync_api import sync_playwright
except ImportError:
    sync_playwright = None

WIDTHS, SCHEMES = (1280, 360), ("light", "dark")

# What a page that is a document of its own gets wrong, in words.
FAULTS = """() => {
  const faults = [], say = text => faults.push(text), root = document.documentElement
  if (root.scrollWidth > innerWidth) say(`${root.scrollWidth} pixels wide on ${innerWidth}`)
  if (!document.doctype) return faults
  if (!root.lang) say("no language")
  if (!document.title.trim()) say("no title")
  if (document.querySelectorAll("h1").length !== 1) say("not one h1")
  if (document.querySelector("nav") && !document.querySelector("main")) say("no main beside the navigation")
  for (const control of document.querySelectorAll("input:not([type=hidden]), textarea, select"))
    if (!control.labels.length && !control.getAttribute("aria-label")) say(`no label: ${control.outerHTML}`)
  for (const picture of document.images) {
    if (!picture.hasAttribute("alt")) say(`no alt: ${picture.src}`)
    if (picture.complete && !picture.naturalWidth) say(`broken: ${picture.src}`)
  }
  const channels = color => color.match(/[\\d.]+/g).map(Number)
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const ground = element => {
    for (; element; element = element.parentElement) {
      const color = channels(getComputedStyle(element).backgroundColor)
      if (color.length < 4 || color[3] === 1) return color
    }
    return [255, 255, 255]
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x)
    const ratio = (a + 0.05) / (b + 0.05)
    if (ratio < 4.5) say(`contrast ${ratio.toFixed(1)}: ${texts.currentNode.data.trim().slice(0, 40)}`)
  }
  return faults
}"""


def wait_for(url):
    """The project's program has just been started."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return urllib.request.urlopen(url, timeout=10).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > deadline:
                sys.exit(f"{url} does not answer")
            time.sleep(0.02)


def ask(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


class Browser:
    def __init__(self, playwright, pictures):
        self.chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        self.pictures = pictures
        self.faults = []

    def see(self, base, path, status):
        page = self.chromium.new_page()

        def say(text):
            self.faults.append(f"{path}: {text}")

        def is_its_own(url):
            return url != base + path and not url.endswith("/favicon.ico")

        page.on("console", lambda message: say(message.text)
                if message.type in ("error", "warning") and is_its_own(message.location.get("url")) else None)
        page.on("pageerror", lambda error: say(str(error)))
        page.on("response", lambda answer: say(f"{answer.url} answers {answer.status}")
                if answer.status >= 400 and is_its_own(answer.url) else None)
        answer = page.goto(base + path)
        if answer.status != status:
            say(f"answers {answer.status}")
        kind = answer.headers.get("content-type", "")
        if kind.startswith("application/json"):
            json.loads(answer.text())
        if kind.startswith("text/html"):
            self.look(page, path)
            if page.query_selector("a.skip"):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.className") != "skip":
                    say("the keyboard does not come to the link past the navigation first")
            if page.query_selector("main form"):
                self.send_form(page, say)
                self.look(page, path + " sent")
        page.close()

    def look(self, page, where):
        """At the page that is open, in each width and scheme."""
        for width in WIDTHS:
            for scheme in SCHEMES:
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=scheme)
                self.faults += [f"{where} at {width}, {scheme}: {fault}" for fault in page.evaluate(FAULTS)]
                if self.pictures:
                    name = (where.strip("/").replace("/", "-").replace(" ", "-") or "index") + f"-{width}-{scheme}"
                    page.screenshot(path=f"{self.pictures}/{name}.png", full_page=True)

    def send_form(self, page, say):
        for field in page.query_selector_all("main form :is(input:not([type=hidden]), textarea)"):
            field.fill("Tea & <biscuits>")
        page.click("main form button")
        if not page.query_selector("[role=status]"):
            say("nothing tells that the form was taken")


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--pictures")
parser.add_argument("url")
parser.add_argument("pages", nargs="+")
arguments = parser.parse_args()
pages = [(path, int(status)) for path, _, status in (page.rpartition("=") for page in arguments.pages)]
if arguments.pictures:
    os.makedirs(arguments.pictures, exist_ok=True)
wait_for(arguments.url)
if sync_playwright and shutil.which("chromium"):
    with sync_playwright() as playwright:
        browser = Browser(playwright, arguments.pictures)
        for path, status in pages:
            browser.see(arguments.url, path, status)
    faults, how = browser.faults, "seen"
else:
    answers = [(path, ask(arguments.url + path), status) for path, status in pages]
    faults, how = [f"{path} answers {answer}" for path, answer, status in answers if answer != status], "asked"
for fault in faults:
    print(fault, file=sys.stderr)
print(len(pages), how)
sys.exit(1 if faults else 0)
