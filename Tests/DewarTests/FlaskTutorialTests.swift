import Dewar
import DewarHTTP
import Flaskr
import TestSupport
import Testing

@Suite("Flask's tutorial in Dewar") struct FlaskTutorialTests {
    private struct Step: Decodable {
        var method: String
        var path: String
        var form: [String: String]?
        var status: Int
        var location: String?
        var type: String?
        var allow: [String]?
        var body: String?
    }

    /// Default error pages say a little more than Flask's: only their titles are compared.
    private func title(_ page: String) -> Substring? { page.split(separator: "\n").first { $0.hasPrefix("<title>") } }

    @Test("answers a visitor's walk as Flask does, in memory and over a socket", arguments: TestConnection.allCases)
    func walk(_ connection: TestConnection) async throws {
        let text = try Repository.text("Tests/Apps/flaskr/answers.json")
        let steps = try JSON.decode([Step].self, from: Array(text.utf8))
        #expect(steps.count == 45)
        let client = createApp(root: Repository.path("Tests/Apps/flaskr")).testClient(over: connection)
        for step in steps {
            let body = step.form.map { TestBody.form($0) } ?? .none
            let answer = try await client.send(Method(step.method), step.path, body)
            let what: Comment = "\(step.method) \(step.path) \(step.form ?? [:]): \(answer.text)"
            #expect(answer.status.code == step.status, what)
            #expect(answer.location == step.location, what)
            if let allow = step.allow {
                #expect(answer.headers["Allow"]?.split(separator: ", ").sorted() == allow.map { $0[...] }, what)
            }
            guard step.location == nil else { continue }
            #expect(answer.headers["Content-Type"] == step.type, what)
            if step.status < 400 {
                #expect(answer.text == step.body, what)
            } else {
                #expect(title(answer.text) == step.body.flatMap(title), what)
            }
        }
    }
}
