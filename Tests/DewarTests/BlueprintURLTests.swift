import Dewar
import Testing

@Suite("URLs of blueprints' endpoints") struct BlueprintURLTests {
    @Test("are found by the names that the routes are listed with")
    func byName() throws {
        let app = App()
        let inner = Blueprint("inner", prefix: "/in")
        inner.get("/x/<int:id>", name: "x") { (_, id: Int) in "\(id)" }
        let outer = Blueprint("outer", prefix: "/out")
        outer.get("/", name: "index") { _ in "" }
        outer.register(inner)
        app.register(outer)
        #expect(try app.urlFor("outer.index") == "/out/")
        #expect(try app.urlFor("outer.inner.x", ["id": 5]) == "/out/in/x/5")
    }
}
