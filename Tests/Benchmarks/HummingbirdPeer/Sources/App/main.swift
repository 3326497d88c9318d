import Hummingbird

struct Message: ResponseCodable { var message: String }

let router = Router()
router.get("/") { _, _ in "Hello World" }
router.get("/users/:id") { _, context in "user \(try context.parameters.require("id", as: Int.self))" }
router.get("/json") { _, _ in Message(message: "Hello, World!") }
let port = Int(CommandLine.arguments[1])!
try await Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: port))).runService()
