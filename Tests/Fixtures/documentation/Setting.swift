// What the documents' examples stand on without showing it. Each block of Swift in them becomes a function that takes
// `app` and `request`, beside this file, and is type-checked.

import Dewar
import FoundationEssentials

struct Todo: Codable, Equatable { var title: String }

struct User: Codable, Sendable {
    var id = 7
    var name = "Ada"
    var email: String?
    var password = ""
}

struct NotEnough: Error {}

struct Item { var id = "", title = "" }

nonisolated(unsafe) var user = User()
let users = [User(), User(id: 8, name: "Grace")]
let form: Values = ["password": "secret"]
let csv = Array("a,b\n".utf8)
let page = "<h1>Hello</h1>"
let orders = [1, 2, 3]

func load(_ request: Request) -> User? { nil }
func find(_ id: Int) -> User? { users.first { $0.id == id } }
func createApp() -> App { App() }
func expect(_ condition: Bool) {}

struct Pool: Sendable {
    func open() async throws {}
    func close() async throws {}
}
let pool = Pool()

// What the examples in the sources' comments stand on.
let title = "Hello", id = 7, size = Shared(0)
let (lines, todo) = (["a", "b"], Todo(title: "write"))
let news = AsyncStream<Item> { $0.finish() }
let (admin, api, site) = (Blueprint("admin"), Blueprint("api"), Blueprint("site"))
let language = ContextKey<String>("language")
func fill(count: Int) async throws {}
struct HexConverter: Converter {
    init(arguments: ConverterArguments) throws {}
    func accepts(_ text: Substring) -> Bool { text.allSatisfy(\.isHexDigit) }
}
