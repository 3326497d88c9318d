#!/usr/bin/env python3
"""templates.py: one page of 1,000 rows, rendered by Dewar, Jinja2 and MiniJinja (Rust) in the same run.

Build first: swift build -c release --product conformance. Run it on a quiet machine. Peers that are missing are installed
with pip into a folder that is thrown away.
"""
import json, os, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
CONFORMANCE = os.path.join(HERE, "../../.build/release/conformance")

BASE = (
    "<!doctype html><html><head><title>{% block title %}{% endblock %}</title></head><body><nav>"
    '{% for l in nav %}<a href="{{ l.href }}"{% if l.active %} class="on"{% endif %}>{{ l.text|upper }}</a>{% endfor %}'
    "</nav>{% block body %}{% endblock %}</body></html>"
)
PAGE = (
    '{% extends "base.html" %}{% macro cell(v, cls="") %}<td class="{{ cls }}">{{ v }}</td>{% endmacro %}'
    '{% block title %}Orders for {{ user.name|default("nobody") }}{% endblock %}{% block body %}<table>'
    "{% for r in rows %}<tr class=\"{{ loop.cycle('odd','even') }}\"><td>{{ loop.index }}</td>"
    '{{ cell(r.name|title, "n") }}{{ cell(r.price|round(2)) }}'
    '<td>{% if r.tags %}{{ r.tags|join(", ") }}{% else %}-{% endif %}</td></tr>{% endfor %}</table>{% endblock %}'
)
CONTEXT = {
    "user": {"name": "Ada <admin>"},
    "nav": [{"href": "/%d" % i, "text": "page %d" % i, "active": i == 2} for i in range(8)],
    "rows": [
        {"name": "widget & gadget %d" % i, "price": i * 1.2345, "tags": ["a", "<b>", "c"] if i % 3 else []}
        for i in range(1000)
    ],
}


def peers(folder):
    """The two modules, installed into the folder if they are not there."""
    try:
        import jinja2, minijinja
    except ImportError:
        command = [sys.executable, "-m", "pip", "install", "-q", "--target", folder, "jinja2", "minijinja"]
        subprocess.run(command, check=True)
        sys.path.insert(0, folder)
        import jinja2, minijinja
    return jinja2, minijinja


def best(render, times=30):
    """The quickest of some renders, in milliseconds."""
    render()
    quickest = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        render()
        quickest = min(quickest, time.perf_counter() - start)
    return quickest * 1000


def dewar(folder):
    """What `conformance bench-template` prints: the figures by name, and the lines about rows."""
    path = os.path.join(folder, "bench.json")
    with open(path, "w") as file:
        json.dump({"base.html": BASE, "page.html": PAGE, "context": CONTEXT}, file)
    lines = subprocess.run(
        [CONFORMANCE, "bench-template", path, "--rows"], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    words = [line.split() for line in lines]
    return {w[0]: float(w[1]) for w in words if w[0] != "rows"}, [w[1:] for w in words if w[0] == "rows"]


def main():
    if not os.path.exists(CONFORMANCE):
        sys.exit("templates.py: build first: swift build -c release --product conformance")
    with tempfile.TemporaryDirectory() as folder:
        jinja2, minijinja = peers(folder)
        sources = {"base.html": BASE, "page.html": PAGE}
        environment = jinja2.Environment(loader=jinja2.DictLoader(sources), autoescape=True)
        page = environment.get_template("page.html")
        rust = minijinja.Environment(templates=sources)
        python_ms = best(lambda: page.render(**CONTEXT))
        rust_ms = best(lambda: rust.render_template("page.html", **CONTEXT))
        figures, rows = dewar(folder)
    print(f"{'1,000 rows, best of 30':<34}{'ms':>9}{'of Jinja2':>12}{'of MiniJinja':>14}")
    table = [
        ("Dewar, values ready", figures["template_ms"]),
        ("Dewar, from Codable structs", figures["template_codable_ms"]),
        ("Dewar, from dictionaries", figures["template_dictionaries_ms"]),
        ("MiniJinja (Rust, from Python)", rust_ms),
        ("Jinja2", python_ms),
    ]
    for name, ms in table:
        print(f"{name:<34}{ms:>9.3f}{'1/%.1f' % (python_ms / ms):>12}{'1/%.1f' % (rust_ms / ms):>14}")
    print(f"{'Dewar, first load and parse':<34}{figures['template_parse_ms']:>9.3f}")
    print(f"\n{'Dewar, streamed':>15}{'ms':>10}{'µs a row':>10}{'MB out':>9}{'peak MiB':>10}")
    for count, ms, size, peak in rows:
        per_row = float(ms) * 1000 / int(count)
        print(f"{int(count):>15,}{float(ms):>10.2f}{per_row:>10.3f}{int(size) / 1e6:>9.1f}{int(peak) / 1024:>10.1f}")


main()
