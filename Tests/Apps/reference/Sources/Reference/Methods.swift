import Dewar

func addMethods(to app: App) {
    app.route("/methods", methods: ["GET", "POST"]) { request in text(request.method.rawValue) }
    app.put("/methods/put") { _ in text("put") }
    app.route("/methods/own-options", methods: ["GET", "OPTIONS"]) { request in
        request.method == .options ? text("my options", headers: ["X-Options": "own"]) : text("get")
    }
    app.get("/methods/no-options", options: [.automaticOptions(false)]) { _ in text("get only") }
    app.route("/methods/head", methods: ["GET", "HEAD"]) { request in
        text("a body of 21 bytes...", headers: ["X-Method": request.method.rawValue])
    }
    app.get("/methods/split", name: "split_get") { _ in text("split get") }
    app.post("/methods/split", name: "split_post") { _ in text("split post", status: 201) }

    app.get("/things/", name: "things") { _ in text("all things") }
    app.post("/things/", name: "things") { _ in text("made", status: 201) }
    app.get("/things/<int:thing_id>", name: "thing") { (_, id: Int) in text("thing \(id)") }
    app.put("/things/<int:thing_id>", name: "thing") { (_, id: Int) in text("put \(id)") }
    app.delete("/things/<int:thing_id>", name: "thing") { (_, _: Int) in Status(204) }

    app.route("/branch/", name: "branch", methods: ["GET", "POST"]) { request in text("branch \(request.method)") }
    app.get("/leaf") { _ in text("leaf") }
    app.get("/lax/", options: [.strictSlashes(false)]) { _ in text("lax") }

    app.get("/conv/int/<int:v>") { (_, v: Int) in converted("int", "\(v)") }
    app.get("/conv/signed/<int(signed=True):v>") { (_, v: Int) in converted("int", "\(v)") }
    app.get("/conv/float/<float:v>") { (_, v: Double) in converted("float", "\(v)") }
    app.get("/conv/path/<path:v>") { (_, v: String) in converted("str", v) }
    app.get("/conv/uuid/<uuid:v>") { (_, v: String) in converted("UUID", v) }
    app.get("/conv/any/<any(red,green):v>") { (_, v: String) in converted("str", v) }
    app.get("/conv/two/<string(length=2):v>") { (_, v: String) in converted("str", v) }
    app.get("/conv/string/<v>") { (_, v: String) in converted("str", v) }
    app.get("/page/<int:n>", name: "page", options: [.also("/page/", defaults: ["n": 1])]) { (_, n: Int) in
        text("page \(n)")
    }
}

private func converted(_ type: String, _ value: String) -> [String: String] { ["type": type, "value": value] }
