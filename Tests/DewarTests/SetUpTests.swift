import Dewar
import Testing

/// What an app that does not start says.
private func problems(_ register: (App) -> Void) -> String {
    let app = App()
    register(app)
    do {
        _ = try app.start()
        return ""
    } catch {
        return "\(error)"
    }
}

@Suite struct SetUpTests {
    @Test("a rule and a view that disagree are told with file and line")
    func disagreement() {
        let line = #line + 1
        let text = problems { $0.get("/users/<name>") { (_, id: Int) in "\(id)" } }
        #expect(
            text.hasPrefix(
                "DewarTests/SetUpTests.swift:\(line): error: rule '/users/<name>': the view takes 'name' as Int"))
        #expect(text.contains("write <int:name> in the rule"))
    }

    @Test("too few and too many arguments are told", arguments: [true, false])
    func count(tooFew: Bool) {
        let text = problems { app in
            if tooFew { app.get("/a/<x>/<y>") { (_, x: String) in x } } else { app.get("/a") { (_, x: String) in x } }
        }
        #expect(
            text.contains(tooFew ? "it has 2 variables (x, y), and the view takes one argument" : "it has no variables")
        )
    }

    @Test("every problem is told, not only the first")
    func all() {
        let text = problems { app in
            app.get("/<itn:id>") { (_, id: Int) in "\(id)" }
            app.get("nothing") { _ in "" }
        }
        #expect(text.contains("did you mean 'int'?"))
        #expect(text.contains("write '/nothing'"))
    }

    @Test("an endpoint of two rules names both places")
    func endpointTwice() {
        let first = #line + 2
        let text = problems { app in
            app.get("/a", name: "same") { _ in "a" }
            app.get("/b", name: "same") { _ in "b" }
        }
        #expect(
            text.contains("SetUpTests.swift:\(first + 1): error: the endpoint 'same' of '/b' belongs to '/a' already"))
        #expect(text.contains("registered at DewarTests/SetUpTests.swift:\(first)"))
    }

    @Test("blueprints of one name, and a blueprint in itself, are refused")
    func blueprints() {
        let text = problems { app in
            let one = Blueprint("one", prefix: "/one")
            one.register(one)
            app.register(one)
            app.register(Blueprint("one"))
            app.register(one, prefix: "/two", name: "two")
        }
        #expect(text.contains("a blueprint 'one' is registered already, at DewarTests/SetUpTests.swift:"))
        #expect(text.contains("the blueprint 'one' is registered inside itself"))
    }

    @Test("an extension that fails keeps the app from starting")
    func failingExtension() {
        struct Broken: Extension {
            struct NoKey: Error {}
            func install(on app: App) throws { throw NoKey() }
        }
        #expect(problems { $0.use(Broken()) }.contains("the extension Broken could not be taken into use: NoKey()"))
    }

    @Test("a rule without a name has its words as its endpoint, whatever was registered first")
    func endpointNames() throws {
        let app = App()
        app.get("/users/<int:id>") { (_, id: Int) in "\(id)" }
        app.get("/users") { _ in "" }
        app.post("/users") { _ in "" }
        app.get("/") { _ in "" }
        app.get("/a/b-c") { _ in "" }
        let admin = Blueprint("admin", prefix: "/admin")
        admin.get("/") { _ in "" }
        app.register(admin)
        let endpoints = try app.start().routes.filter { $0.place != nil }.map { $0.endpoint ?? "" }
        #expect(endpoints == ["users_id", "users", "users", "index", "a_b_c", "admin.index"])
    }
}
