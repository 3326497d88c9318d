public import Dewar

/// Flask's tutorial, the blog Flaskr, in Dewar: the same templates, the same URLs, the same answers
/// (`answers.json` beside, recorded from Flask 3.1).
public func createApp(root: String) -> App {
    let app = App(root: root)
    let store = Store()
    let auth = Auth(store: store)
    let blog = Blog(store: store)
    app.config.secretKey = "dev"
    app.before(auth.loadLoggedInUser)
    app.register(auth.blueprint)
    app.register(blog.blueprint)
    app.get("/", name: "index", blog.index)
    app.get("/hello") { _ in "Hello, World!" }
    app.command("init-db") { _ in
        store.clear()
        print("Initialized the database.")
    }
    return app
}
