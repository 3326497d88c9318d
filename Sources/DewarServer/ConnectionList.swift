/// A loop's connections: a list through the connections themselves, so that joining and leaving cost nothing.
struct ConnectionList {
    private var first: Connection?

    var isEmpty: Bool { first == nil }

    mutating func insert(_ connection: Connection) {
        connection.next = first
        first?.previous = connection
        first = connection
    }

    mutating func remove(_ connection: Connection) {
        let next = connection.next
        let previous = connection.previous
        next?.previous = previous
        if let previous { previous.next = next } else { first = next }
        connection.next = nil
        connection.previous = nil
    }

    /// The body may remove connections.
    func forEach(_ body: (Connection) -> Void) {
        var all: [Connection] = []
        var current = first
        while let connection = current {
            all.append(connection)
            current = connection.next
        }
        for connection in all where !connection.isClosed { body(connection) }
    }
}
