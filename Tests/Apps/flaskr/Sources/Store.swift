import Dewar

struct User: Codable, Sendable {
    var id: Int
    var username: String
    var password: String
}

struct Post: Codable, Sendable {
    var id: Int
    var title: String
    var body: String
    var author_id: Int
    var username: String
    var created = "2026-01-01"
}

/// What the tutorial keeps in SQLite; each app has its own.
struct Store: Sendable {
    let users = Shared([User]())
    let posts = Shared([Post]())

    func user(named name: String) -> User? { users.value.first { $0.username == name } }

    func user(_ id: Int?) -> User? { users.value.first { $0.id == id } }

    /// False if the name is taken.
    func add(_ username: String, password: String) -> Bool {
        users.withLock { users in
            guard !users.contains(where: { $0.username == username }) else { return false }
            users.append(User(id: users.count + 1, username: username, password: password))
            return true
        }
    }

    func add(_ title: String, _ body: String, by user: User) {
        posts.withLock { posts in
            posts.append(
                Post(id: posts.count + 1, title: title, body: body, author_id: user.id, username: user.username))
        }
    }

    func change(_ id: Int, _ title: String, _ body: String) {
        posts.withLock { posts in
            guard let index = posts.firstIndex(where: { $0.id == id }) else { return }
            posts[index].title = title
            posts[index].body = body
        }
    }

    func delete(_ id: Int) { posts.withLock { $0.removeAll { $0.id == id } } }

    func clear() {
        users.value = []
        posts.value = []
    }
}
