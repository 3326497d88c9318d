import Dewar

/// Flask's tutorial, "Blog Blueprint".
struct Blog {
    let store: Store

    var blueprint: Blueprint {
        let blog = Blueprint("blog")
        blog.get("/", name: "index", index)
        blog.route("/create", name: "create", methods: [.get, .post], create)
        blog.route("/<int:id>/update", name: "update", methods: [.get, .post], update)
        blog.post("/<int:id>/delete", name: "delete", delete)
        return blog
    }

    func index(_ request: Request) -> Rendered {
        render("blog/index.html", ["posts": Array(store.posts.value.reversed())])
    }

    func create(_ request: Request) async throws -> Response {
        let user = try Auth.requireLogin(request)
        if request.method == .post, let (title, body) = try await fields(request) {
            store.add(title, body, by: user)
            return redirect(try request.urlFor("blog.index"))
        }
        return Response(try request.render("blog/create.html"))
    }

    func update(_ request: Request, id: Int) async throws -> Response {
        let post = try post(id, of: Auth.requireLogin(request))
        if request.method == .post, let (title, body) = try await fields(request) {
            store.change(id, title, body)
            return redirect(try request.urlFor("blog.index"))
        }
        return Response(try request.render("blog/update.html", ["post": post]))
    }

    func delete(_ request: Request, id: Int) throws -> Response {
        _ = try post(id, of: Auth.requireLogin(request))
        store.delete(id)
        return redirect(try request.urlFor("blog.index"))
    }

    private func post(_ id: Int, of user: User) throws -> Post {
        guard let post = store.posts.value.first(where: { $0.id == id }) else {
            try abort(404, "Post id \(id) doesn't exist.")
        }
        guard post.author_id == user.id else { try abort(403) }
        return post
    }

    /// Title and body; without a title the visitor is told, and there are none.
    private func fields(_ request: Request) async throws -> (title: String, body: String)? {
        let form = try await request.form()
        let (title, body) = (try form.required("title"), try form.required("body"))
        if title.isEmpty {
            request.flash("Title is required.")
            return nil
        }
        return (title, body)
    }
}
