import Dewar

/// Something to be done.
struct TodoTask: Codable, Hashable, Sendable {
    var id: Int
    var title: String
    var isDone: Bool

    enum CodingKeys: String, CodingKey {
        case id, title
        case isDone = "is_done"
    }
}

/// The tasks of one application, in memory: they are gone when it ends. A database would take its place.
final class TaskStore: Sendable {
    private let content = Shared((last: 0, tasks: [TodoTask]()))

    var count: Int { content.value.tasks.count }

    func tasks(from offset: Int, limit: Int) -> [TodoTask] {
        Array(content.value.tasks.dropFirst(offset).prefix(limit))
    }

    func task(_ id: Int) -> TodoTask? { content.value.tasks.first { $0.id == id } }

    func add(_ title: String) -> TodoTask {
        content.withLock { content in
            content.last += 1
            let task = TodoTask(id: content.last, title: title, isDone: false)
            content.tasks.append(task)
            return task
        }
    }

    /// Changes a task; nil if there is none.
    func update(_ id: Int, _ change: (inout TodoTask) -> Void) -> TodoTask? {
        content.withLock { content in
            guard let index = content.tasks.firstIndex(where: { $0.id == id }) else { return nil }
            change(&content.tasks[index])
            return content.tasks[index]
        }
    }

    /// Whether there was one to be removed.
    func remove(_ id: Int) -> Bool {
        content.withLock { content in
            let before = content.tasks.count
            content.tasks.removeAll { $0.id == id }
            return content.tasks.count < before
        }
    }
}
