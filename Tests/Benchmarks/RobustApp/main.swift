// The app that `robustness.py` treats badly.
import Dewar
import Glibc

let app = App()

/// Belongs to the main actor, as all variables at the top of main.swift do.
var visits = 0

@MainActor func visit() -> Int {
    visits += 1
    return visits
}

/// Something that the program waits for before it serves.
actor Store {
    private let name = "store"
    func load() async -> String {
        await Task.yield()
        return name
    }
}

let loaded = await Store().load()
app.onStart { _ = await visit() }
app.get("/loaded") { [loaded] _ in loaded }
app.get("/id") { request in request.id }
app.get("/fails") { _ -> String in throw Broken() }
app.post("/limited", options: [.maximumBodyBytes(100_000)]) { request async throws in
    var count = 0
    for try await piece in request.body { count += piece.count }
    return "\(count)"
}

struct Broken: Error {}

app.get("/ping") { _ in "pong" }
app.get("/visits") { _ async in "\(await visit())" }
app.get("/sleep", options: [.blocking]) { _ in
    usleep(100_000)
    return "slept"
}
app.get("/compute") { _ in
    let end = clock() + 700 * CLOCKS_PER_SEC / 1000
    var rounds = 0
    while clock() < end { rounds += 1 }
    return "\(rounds > 0)"
}
app.get("/never") { _ async throws in
    try await Task.sleep(for: .seconds(3600))
    return "never"
}
app.post("/count") { request async throws in
    var count = 0
    for try await piece in request.body { count += piece.count }
    return "\(count)"
}
app.post("/keep") { request async throws in "\(try await request.data().count)" }
app.get("/endless") { _ in
    Response.stream(contentType: "text/plain") { write in
        let piece = String(repeating: "x", count: 65_536)
        while true { try await write(piece) }
    }
}
app.get("/file") { _ in SentFile(Config()["FILE"] ?? "", name: "file.bin") }
app.webSocket("/echo") { socket in
    for await message in socket { try await socket.send(message.text ?? "") }
}
try await app.serve()
