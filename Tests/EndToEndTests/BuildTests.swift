import DewarLinux
import TestSupport
import Testing

@Suite("dewar build") struct BuildTests {
    @Test("makes one program that runs alone")
    func release() throws {
        let tool = try DewarProgram.prepared()
        let folder = try TemporaryDirectory()
        #expect(try tool.dewar("new", "hello", in: folder.path).exit == .code(0))
        let built = try tool.dewar("build", "-o", folder.path("program"), in: folder.path("hello"))
        #expect(built.exit == .code(0), "\(built.errors)")
        #expect(built.errors.contains("built ") && built.errors.contains(" MB"))
        let port = try Probe.freePort()
        let program = try RunningProgram(folder.path("program"), ["--port", "\(port)"], in: folder.path)
        let answer = try Probe(port: port).get("/", until: { $0.status == 200 })
        #expect(answer.body == "Hello World")
        withExtendedLifetime(program) {}
    }
}
