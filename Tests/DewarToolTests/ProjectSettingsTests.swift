import TestSupport
import Testing

@testable import DewarTool

@Suite("dewar.json")
struct ProjectSettingsTests {
    private func words(_ text: String?, before words: [String] = []) throws -> [String] {
        let folder = try TemporaryDirectory()
        if let text { try folder.write(text, to: ProjectSettings.fileName) }
        return try ProjectSettings(in: folder.path).words(for: ServeCommand.self, before: words, of: ["serve"])
    }

    @Test("says nothing where it is missing, or holds nothing")
    func nothing() throws {
        #expect(try words(nil, before: ["--open"]) == ["--open"])
        #expect(try words("{}", before: ["--open"]) == ["--open"])
        #expect(try words(#"{"serve": {"open": false}}"#).isEmpty)
    }

    @Test("holds every flag of serve by its name, and the app's own arguments")
    func flags() throws {
        let text = """
            {"serve": {
                "host": "0.0.0.0", "port": 8080, "open": true, "poll": true, "no-reload": true,
                "ignore": ["data/", "*.log"], "arguments": ["--workers", "2"]
            }}
            """
        let command = try #require(try ServeCommand.parse(words(text)))
        #expect(command.host == "0.0.0.0" && command.port == 8080)
        #expect(command.opensBrowser && command.polls && !command.reloads && !command.isRelease)
        #expect(command.ignored == ["data/", "*.log"] && command.arguments == ["--workers", "2"])
        #expect(try ServeCommand.parse(words(#"{"serve": {"ignore": "data/"}}"#))?.ignored == ["data/"])
    }

    @Test("gives way to the command line")
    func overridden() throws {
        let text = #"{"serve": {"port": 8080, "arguments": ["--workers", "2"]}}"#
        let command = try #require(
            try ServeCommand.parse(words(text, before: ["--port", "1", "--", "--workers", "4"])))
        #expect(command.port == 1 && command.arguments == ["--workers", "4"])
    }

    @Test(
        "tells what is wrong in it, and where",
        arguments: [
            ("{\n  \"serve\": {,}\n}", "dewar.json:2:13: "),
            ("[]", "dewar.json holds no object"),
            (#"{"serv": {}}"#, "did you mean `serve`?"),
            (#"{"serve": 3}"#, "`serve` has a value of another kind"),
            (#"{"serve": {"prot": 1}}"#, "`dewar serve` has no flag `prot`\n  hint: did you mean `port`?"),
            (#"{"serve": {"port": "x"}}"#, "dewar.json: `x` is no value for `--port`"),
            (#"{"serve": {"port": 99999}}"#, "it takes a number from 0 to 65535"),
            (#"{"serve": {"port": {}}}"#, "it takes a text or a number"),
            (#"{"serve": {"open": 1}}"#, "it takes true or false"),
            (#"{"serve": {"arguments": "x"}}"#, "it takes a list of texts"),
            (#"{"serve": {"ignore": ["a", 1]}}"#, "it takes a text or a list of texts"),
        ])
    func faults(text: String, sentence: String) {
        do {
            let said = try words(text)
            Issue.record("\(said)")
        } catch {
            let problem = Problem(describing: error)
            #expect(problem.text(.plain).contains(sentence), "\(problem.text(.plain))")
            #expect(problem.exit == .wrongUsage)
        }
    }
}
