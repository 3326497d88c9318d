#!/usr/bin/env python3
"""record.py FLASKR.py: asks Flask's tutorial, with a store in memory, and writes answers.json beside this file.

FLASKR.py has `create_app()`. Needs Flask; the test needs only the file.
"""
import importlib.util, json, pathlib, sys

here = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location("flaskr", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
app = module.create_app()
app.template_folder, app.static_folder = str(here / "templates"), str(here / "static")
client = app.test_client()

LOGIN = "/auth/login", {"username": "ada", "password": "secret"}
BOB = {"username": "<b>ob", "password": "secret"}
steps = [
    ("GET", "/"), ("GET", "/hello"), ("GET", "/auth/register"), ("GET", "/auth/login"), ("GET", "/create"),
    ("POST", "/auth/register", {"username": "", "password": ""}), ("POST", "/auth/register", {"username": "a", "password": ""}),
    ("POST", "/auth/register", {"password": "x"}), ("POST", "/auth/register", LOGIN[1]), ("POST", "/auth/register", LOGIN[1]),
    ("POST", "/auth/register", BOB), ("POST", "/auth/register", BOB), ("POST", "/auth/login", {"username": "nobody", "password": "x"}),
    ("POST", "/auth/login", {"username": "ada", "password": "x"}), ("POST", *LOGIN), ("GET", "/"), ("GET", "/create"),
    ("POST", "/create", {"title": "", "body": ""}), ("POST", "/create", {"title": "First", "body": "Hello <world> & \"all\""}),
    ("GET", "/"), ("POST", "/create", {"title": "Second", "body": "x"}), ("GET", "/"), ("GET", "/1/update"),
    ("POST", "/1/update", {"title": "", "body": ""}), ("POST", "/1/update", {"title": "Changed", "body": "y"}), ("GET", "/"),
    ("GET", "/9/update"), ("GET", "/x/update"), ("GET", "/1/delete"), ("POST", "/9/delete", {}), ("GET", "/auth/logout"),
    ("GET", "/1/update"), ("POST", "/auth/login", BOB), ("GET", "/1/update"), ("POST", "/1/delete", {}), ("GET", "/"),
    ("GET", "/auth/logout"), ("POST", *LOGIN), ("POST", "/1/delete", {}), ("GET", "/"), ("GET", "/static/style.css"),
    ("GET", "/auth"), ("PUT", "/create"), ("OPTIONS", "/create"), ("HEAD", "/"),
]
answers = []
for method, path, *form in steps:
    answer = client.open(path, method=method, data=form[0] if form else None)
    step = {"method": method, "path": path, "form": form[0] if form else None, "status": answer.status_code,
            "location": answer.location, "type": answer.content_type, "allow": sorted(answer.allow or []) or None}
    if not answer.location:
        step["body"] = answer.get_data(as_text=True)
    answers.append({k: v for k, v in step.items() if v is not None})
(here / "answers.json").write_text("[\n" + ",\n".join(json.dumps(a, ensure_ascii=False) for a in answers) + "\n]\n")
