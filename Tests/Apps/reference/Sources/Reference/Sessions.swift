import Dewar

func addSessions(to app: App) {
    app.post("/session/set") { request async throws in
        for (name, value) in try await request.form() { request.session[name] = value }
        return text("set")
    }
    app.get("/session/get") { request in members(request.session) }
    app.get("/session/get/<key>") { (request, key: String) in
        text(request.session.value(key).map(shown) ?? "absent")
    }
    app.get("/session/pop/<key>") { (request, key: String) in text(request.session.pop(key).map(shown) ?? "absent") }
    app.get("/session/clear") { request in
        request.session.clear()
        return text("cleared")
    }
    app.get("/session/count") { request in
        request.session["n", default: 0] += 1
        return text("count \(request.session["n", default: 0])")
    }
    app.get("/session/permanent") { request in
        request.session.isPermanent = true
        request.session["kept"] = "yes"
        return text("permanent")
    }
    app.get("/session/types") { request in
        let session = request.session
        session.setValue("t", .tuple([.int(1), .string("two")]))
        session.setValue("b", .bytes([0, 0xFF]))
        session.setValue("m", .markup("<i>"))
        session.setValue("u", .uuid("6b1d5e0a-9c2f-4d7e-8f10-0123456789ab"))
        session.setValue("d", .date(when))
        session.setValue("l", .list([.int(1), .dictionary(["x": .null])]))
        return text("types")
    }
    app.get("/session/types/check") { request in
        Dictionary(uniqueKeysWithValues: request.session.names.map { ($0, typeName(request.session.value($0)!)) })
    }
    app.get("/session/nested/<how>") { (request, how: String) -> JSONObject in
        var box = ["n": 1]
        if how != "start" {
            box = request.session["box", as: [String: Int].self] ?? [:]
            box["n", default: 0] += 1
        }
        // Changing what was taken out of a session changes nothing in it; only setting it does.
        if how != "plain" { request.session["box"] = box }
        return box
    }
    app.get("/session/untouched") { _ in text("untouched") }
    app.get("/session/big") { request in
        request.session["text"] = String(repeating: "hello ", count: 100)
        return text("big")
    }

    app.get("/flash/<category>/<message>") { (request, category: String, message: String) in
        request.flash(message, category: category)
        return redirect(try request.urlFor("flash"))
    }
    app.get("/flash-two") { request in
        request.flash("first")
        request.flash("second <b>", category: "error")
        return text("two")
    }
    app.get("/flash", name: "flash") { request in request.flashedMessages().map { [$0.category, $0.text] } }
    app.get("/flash/filtered") { request in request.flashedMessages(categories: ["error"]).map(\.text) }
    app.get("/flash/same") { request in
        request.flash("now")
        return request.flashedMessages().map(\.text)
    }
    app.get("/flash/page") { _ in render("flash.html") }
}

private func members(_ session: Session) -> JSONValue {
    .object(Dictionary(uniqueKeysWithValues: session.names.map { ($0, json(session.value($0)!)) }))
}

private func json(_ value: SessionValue) -> JSONValue {
    switch value {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .int(let int): .integer(int)
    case .float(let double): .number(double)
    case .string(let text), .markup(let text), .uuid(let text): .string(text)
    case .date(let date): .string(date.description)
    case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
    case .list(let items), .tuple(let items): .array(items.map(json))
    case .dictionary(let members): .object(members.mapValues(json))
    }
}

private func shown(_ value: SessionValue) -> String {
    switch json(value) {
    case .string(let text): text
    case .integer(let number): "\(number)"
    default: "\(value)"
    }
}

private func typeName(_ value: SessionValue) -> String {
    switch value {
    case .null: "NoneType"
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .string: "str"
    case .list: "list"
    case .dictionary: "dict"
    case .tuple: "tuple"
    case .bytes: "bytes"
    case .markup: "Markup"
    case .uuid: "UUID"
    case .date: "datetime"
    }
}
