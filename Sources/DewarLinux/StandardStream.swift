internal import CDewarLinux
internal import Glibc

/// One of the two streams that a program talks to: data on `output`, talk on `errors`.
package enum StandardStream: Int32, Sendable {
    case output = 1
    case errors = 2

    /// Whether a person looks at the stream, rather than a file or another program.
    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Whether a person can be asked: what is typed comes from a terminal.
    package static var inputIsTerminal: Bool { isatty(0) == 1 }

    /// The terminal's width in characters; nil where the stream is no terminal.
    package var columns: Int? {
        var size = winsize()
        guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes all of `text`. What a closed stream cannot take is dropped: nobody is left to be told.
    package func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR && errno != EAGAIN {
                return
            }
        }
    }
}
