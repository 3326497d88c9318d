/// `dewar run NAME`: a command that the app itself brings along.
struct RunCommand: Command {
    var name: String?
    var app: String?
    var arguments: [String] = []

    static let manual = Manual(
        name: "run", summary: "Run a command that the app defines",
        description: """
            app.command("seed") { … } in the app makes `dewar run seed`. The app is built if need be; no port is opened.
            """,
        examples: [
            .init("dewar run seed", "what app.command(\"seed\") { … } does"),
            .init("dewar run seed --users 10", "with arguments for it"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .required("NAME", \.name, "The command's name"),
            .text("--app", "APP", \.app, "The app's file or folder; the one here if left out"),
            .restAfterOperands("ARGS", \.arguments, "Arguments for the command, its flags among them"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        try AppInquiry(at: app, console).runCommand(name ?? "", arguments: arguments)
    }
}
