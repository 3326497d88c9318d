import Dewar

/// What a client may say of a task.
struct TaskInput: Decodable, Sendable {
    var title: String?
    var isDone: Bool?

    enum CodingKeys: String, CodingKey {
        case title
        case isDone = "is_done"
    }
}

/// Tasks: listed by the page, made, read, changed, removed.
func tasks(in store: TaskStore) -> Blueprint {
    let tasks = Blueprint("tasks", prefix: "/tasks")

    tasks.get("/", name: "list") { request in
        let asked = try PageRequest(request)
        let found = store.tasks(from: asked.offset, limit: asked.perPage)
        return Response(json: try asked.page(found, of: store.count, at: "v1.tasks.list", request))
    }

    tasks.post("/", name: "add") { request async throws in
        let task = store.add(try title(in: try await request.json(as: TaskInput.self)))
        let place = try request.urlFor("v1.tasks.show", ["id": task.id])
        return Response(json: task, status: 201, headers: ["Location": place])
    }

    tasks.get("/<int:id>", name: "show") { (_, id: Int) in
        guard let task = store.task(id) else { try abort(404, "There is no task \(id).") }
        return Response(json: task)
    }

    tasks.patch("/<int:id>", name: "change") { (request, id: Int) async throws in
        let input = try await request.json(as: TaskInput.self)
        let newTitle = input.title == nil ? nil : try title(in: input)
        let changed = store.update(id) { task in
            task.title = newTitle ?? task.title
            task.isDone = input.isDone ?? task.isDone
        }
        guard let changed else { try abort(404, "There is no task \(id).") }
        return Response(json: changed)
    }

    tasks.delete("/<int:id>", name: "remove") { (_, id: Int) in
        guard store.remove(id) else { try abort(404, "There is no task \(id).") }
        return Response("", status: 204)
    }

    return tasks
}

private func title(in input: TaskInput) throws -> String {
    guard let title = input.title, !title.allSatisfy(\.isWhitespace) else { try abort(422, "A task has a `title`.") }
    return title
}
