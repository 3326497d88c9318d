/// `dewar doctor`: looks at what Dewar stands on, and tells what to do where something is wrong.
struct DoctorCommand: Command {
    var app: String?
    var isJSON = false

    static let manual = Manual(
        name: "doctor", summary: "Look at what Dewar stands on: compiler, linker, limits, ports, cache, project",
        description: "Each finding comes with its remedy. The exit code is 1 where something keeps Dewar from working.",
        examples: [
            .init("dewar doctor", "what there is, what is missing, and what to do"),
            .init("dewar doctor --json", "for other programs"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .optional("APP", \.app, "The app's file or folder; the one here if left out"),
            .toggle("--json", \.isJSON, "Tell it as JSON, on standard output"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let findings = Examination(app: app).findings
        if isJSON {
            console.print(JSON.text(findings))
        } else {
            let style = console.output.style
            for finding in findings { console.print(finding.text(style)) }
        }
        return findings.contains { $0.state == .broken } ? .failed : .done
    }
}
