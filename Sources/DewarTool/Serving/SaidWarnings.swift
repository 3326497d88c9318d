/// The compiler's warnings that were told already: each is told once, however often its file is compiled.
struct SaidWarnings {
    private struct Warning: Hashable {
        var file: String?
        var message: String
        var source: String?
    }

    private var said: Set<Warning> = []

    /// Those that were not told before. A warning whose line has moved is the same; one in a line that was changed is another.
    mutating func new(_ warnings: [Diagnostic]) -> [Diagnostic] {
        warnings.filter {
            said.insert(Warning(file: $0.place?.file, message: $0.message, source: $0.frame?.source)).inserted
        }
    }
}
