// The whole framework under measurement: routing, hooks, views, conversion of what they return.
import Dewar

struct Message: Codable { var message: String }

let app = App()
app.get("/") { _ in "Hello World" }
app.get("/users/<int:id>") { (_: Request, id: Int) in "user \(id)" }
app.get("/json") { _ in Message(message: "Hello, World!") }
app.get("/suspends") { _ async in
    await Task.yield()
    return "Hello World"
}
try app.run()
