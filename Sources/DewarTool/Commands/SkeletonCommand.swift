internal import DewarLinux

/// `dewar skeleton check DIR`: the mistakes of a skeleton, each with its place.
struct SkeletonCommand: Command {
    enum Action: String, CaseIterable {
        case check
    }

    var action = Action.check
    var folder: String?
    var isJSON = false

    static let manual = Manual(
        name: "skeleton", summary: "Check a skeleton of your own",
        description: """
            Renders the skeleton in DIR with its defaults, with each choice and with both answers of each yes-or-no question,
            and tells what is wrong. It ends with 1 if something is. Nothing is written, and nothing of it is run.
            """,
        examples: [.init("dewar skeleton check ~/skeletons/ours", "what is wrong, with its place")])

    static var parameters: [Parameter<Self>] {
        [
            .chosen("ACTION", \.action, "What to do with it: check"),
            .optional("DIR", \.folder, "The skeleton's folder; this one if left out"),
            .toggle("--json", \.isJSON, "The mistakes as JSON, on standard output"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let folder = Path.absolute(folder ?? ".")
        let check = SkeletonCheck(try Skeleton(at: Files.resolved(folder) ?? folder), try FrameworkSources.find())
        let problems = check.faults.map { Problem($0) }
        if isJSON {
            console.print(JSON.text(problems.map { ["problem": $0.what, "why": $0.why.joined(separator: "\n")] }))
        } else {
            for problem in problems { console.report(problem) }
            if problems.isEmpty {
                console.talk("  \(check.skeleton.manifest.name): nothing wrong, \(check.rendered) files")
            }
        }
        return problems.isEmpty ? .done : .failed
    }
}
