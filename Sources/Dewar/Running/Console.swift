internal import Glibc

/// The app's words to the person at the terminal; always on stderr, since stdout is for data.
enum Console {
    static func error(_ text: String) { write(Array((text + "\n").utf8), to: 2) }

    static func data(_ text: String) { write(Array((text + "\n").utf8), to: 1) }

    /// Writes all of it, if the other side takes it.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 || (written < 0 && errno == EINTR) else { return }
            rest = rest.dropFirst(max(0, written))
        }
    }
}
