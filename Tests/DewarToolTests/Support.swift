import Synchronization
import TestSupport

@testable import DewarTool

/// A console whose two streams are kept, to be looked at after a command ran.
final class RecordedConsole: Sendable {
    private let written = Mutex((output: "", errors: ""))
    let style: Style

    init(style: Style = .plain) {
        self.style = style
    }

    var output: String { written.withLock(\.output) }
    var errors: String { written.withLock(\.errors) }

    var console: Console {
        Console(
            output: .init(style: style) { text in self.written.withLock { $0.output += text } },
            errors: .init(style: style) { text in self.written.withLock { $0.errors += text } })
    }
}

/// What a command line printed and how it ended.
struct Outcome: Equatable {
    var status: ExitCode
    var output: String
    var errors: String
}

/// Runs the words after `dewar`.
func dewar(_ words: String...) -> Outcome {
    let recorded = RecordedConsole()
    let status = CommandTable.run(words, recorded.console)
    return Outcome(status: status, output: recorded.output, errors: recorded.errors)
}

extension ProjectDraft {
    /// A project `shop` of that skeleton, with Dewar's own files where they lie in this repository.
    init(
        shop skeleton: Skeleton, features: [String] = [], given answers: [String] = [],
        ask: ((String, String) -> String?)? = nil
    ) throws {
        try self.init(
            ProjectName("shop"), skeleton, origin: .init(name: skeleton.manifest.name), features: features, vendor: nil,
            FrameworkSources(folder: Repository.root), Questionnaire(given: answers, ask: ask))
    }
}
