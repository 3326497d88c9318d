import Glibc

/// The app's words to the person at the terminal; always on stderr, since stdout is for data.
enum Console {
    static func error(_ text: String) { write(text + "\n", to: 2) }

    static func data(_ text: String) { write(text + "\n", to: 1) }

    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
                guard written > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
        }
    }
}
