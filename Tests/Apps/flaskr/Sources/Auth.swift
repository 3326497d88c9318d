import Dewar

/// The visitor who has logged in: `g.user`.
let currentUser = ContextKey<User>("user")

/// Flask's tutorial, "Blueprints and Views".
struct Auth {
    let store: Store

    var blueprint: Blueprint {
        let auth = Blueprint("auth", prefix: "/auth")
        auth.route("/register", methods: [.get, .post], register)
        auth.route("/login", methods: [.get, .post], login)
        auth.get("/logout", logout)
        return auth
    }

    func register(_ request: Request) async throws -> Response {
        if request.method == .post {
            let form = try await request.form()
            let username = try form.required("username")
            let password = try form.required("password")
            if username.isEmpty {
                request.flash("Username is required.")
            } else if password.isEmpty {
                request.flash("Password is required.")
            } else if store.add(username, password: await generatePasswordHash(password, method: .pbkdf2(rounds: 10))) {
                return redirect(try request.urlFor("auth.login"))
            } else {
                request.flash("User \(username) is already registered.")
            }
        }
        return Response(try request.render("auth/register.html"))
    }

    func login(_ request: Request) async throws -> Response {
        if request.method == .post {
            let form = try await request.form()
            let user = store.user(named: try form.required("username"))
            let password = try form.required("password")
            if let user, await checkPasswordHash(user.password, password) {
                request.session.clear()
                request.session["user_id"] = user.id
                return redirect(try request.urlFor("index"))
            }
            request.flash(user == nil ? "Incorrect username." : "Incorrect password.")
        }
        return Response(try request.render("auth/login.html"))
    }

    func logout(_ request: Request) throws -> Response {
        request.session.clear()
        return redirect(try request.urlFor("index"))
    }

    /// For all requests, so it is the app's: `bp.before_app_request`.
    func loadLoggedInUser(_ request: Request) {
        request.context[currentUser] = store.user(request.session["user_id"])
    }

    /// The tutorial's decorator; its views begin with it.
    static func requireLogin(_ request: Request) throws -> User {
        guard let user = request.context[currentUser] else { try abort(redirect(request.urlFor("auth.login"))) }
        return user
    }
}
