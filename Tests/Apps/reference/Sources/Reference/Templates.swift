import Dewar

func addTemplateWords(to app: App) {
    app.contextProcessor { _ in ["site_name": "Conformance & Co"] }
    app.templates.function("double") { (n: Int) in n * 2 }
    app.templates.filter("shout") { (word: String) in word.uppercased() + "!" }
    app.templates.filter("wrap") { (text: String, tag: String?) in
        TemplateValue.safe("<\(tag ?? "b")>\(escaped(text))</\(tag ?? "b")>")
    }
    app.templates.test("even_length") { (text: String) in text.count % 2 == 0 }
}

private func escaped(_ text: String) -> String {
    text.map { ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&#34;", "'": "&#39;"][$0] ?? String($0) }.joined()
}

func addTemplates(to app: App) {
    let markup = "<b>&\"'</b>"
    app.get("/template/hello/<name>") { (_, name: String) in render("hello.html", ["name": name]) }
    app.get("/template/list") { request in render("list.html", ["items": request.args.all("i")]) }
    app.get("/template/escape") { _ in
        render("escape.html", ["value": markup, "safe": TemplateValue.safe("<i>safe</i>"), "number": 3])
    }
    app.get("/template/text") { request in text(try request.render("plain.txt", ["value": markup])) }
    app.get("/template/inherit") { _ in render("child.html", ["title": "Child & Co"]) }
    app.get("/template/filters") { _ in
        render("filters.html", ["word": "hello", "items": [3, 1, 2], "nothing": String?.none, "html": "<em>"])
    }
    let user = ContextKey<String>("user")
    app.get("/template/context") { request in
        request.context[user] = "gina"
        request.session["seen"] = 1
        return render("context.html")
    }
    app.get("/template/string") { request in
        let source = "{{ name }} is {% if n > 3 %}big{% else %}small{% endif %} {{ '<' }}"
        return try request.render(
            source: source, ["name": request.args["name"] ?? "x", "n": request.args["n", as: Int.self] ?? 0])
    }
    app.get("/template/missing") { _ in render("nowhere.html") }
    app.get("/template/undefined") { request in
        try request.render(source: "[{{ nothing }}]{% if nothing %}yes{% else %}no{% endif %}")
    }
}
