internal import DewarLinux

/// Where a command talks to its user: data on one stream, talk on the other, each coloured only where a person looks.
package struct Console: Sendable {
    /// How one stream is written to, and how words are marked on it.
    struct Stream: Sendable {
        var style: Style
        /// Width in characters; nil where nobody looks.
        var columns: Int?
        var write: @Sendable (String) -> Void

        init(style: Style, columns: Int? = nil, write: @escaping @Sendable (String) -> Void) {
            self.style = style
            self.columns = columns
            self.write = write
        }
    }

    var output: Stream
    var errors: Stream
    /// Whether a person sits there who can be asked.
    var asks: Bool

    init(output: Stream, errors: Stream, asks: Bool = false) {
        self.output = output
        self.errors = errors
        self.asks = asks
    }

    /// The process's own streams. Colours follow https://no-color.org and `TERM=dumb`.
    package static func standard() -> Console {
        func stream(_ stream: StandardStream) -> Stream {
            let plain =
                !stream.isTerminal || Host.variable("NO_COLOR") ?? "" != "" || Host.variable("TERM") == "dumb"
            return Stream(style: Style(isColoured: !plain), columns: stream.columns) { stream.write($0) }
        }
        return Console(
            output: stream(.output), errors: stream(.errors),
            asks: StandardStream.inputIsTerminal && StandardStream.errors.isTerminal)
    }

    /// Writes data: what was asked for, and what another program may read.
    func print(_ text: String) {
        output.write(text)
    }

    /// Writes talk: what happens, and what went wrong. Ends the line where `text` does not.
    func talk(_ text: String) {
        errors.write(text.hasSuffix("\n") ? text : text + "\n")
    }

    func report(_ problem: Problem) {
        talk(problem.text(errors.style))
    }

    /// Tells what the compiler had to say; all that it said where that could not be read.
    func report(_ failure: BuildFailure) {
        let text = DiagnosticText(root: failure.project.root, style: errors.style).text(failure.diagnostics)
        talk(text.isEmpty ? failure.output : text)
        report(Problem("\(failure.project.name) does not build"))
    }
}
