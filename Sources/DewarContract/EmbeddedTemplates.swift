/// The templates that `dewar build` puts behind the program's own bytes, where the app finds them when it starts.
///
/// What is written: for each template the name of its folder, its own name and its text, each after its length (4 bytes,
/// little-endian); then the length of all that (8 bytes) and a mark (16 bytes), with which the file ends.
package struct EmbeddedTemplates: Sendable, Hashable {
    /// Texts by name, for each folder as the app calls it: `templates`, `admin/pages`.
    package var folders: [String: [String: String]]

    package init(folders: [String: [String: String]] = [:]) { self.folders = folders }

    package var count: Int { folders.values.reduce(0) { $0 + $1.count } }

    // MARK: Bytes

    private static let mark = Array("DewarTemplates-1".utf8)
    /// How long the end is that tells whether there are templates.
    package static let trailerBytes = 8 + mark.count

    /// What is put behind the program.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for (folder, templates) in folders.sorted(by: { $0.key < $1.key }) {
            for (name, text) in templates.sorted(by: { $0.key < $1.key }) {
                for part in [folder, name, text] {
                    bytes += EmbeddedTemplates.encoded(part.utf8.count, bytes: 4)
                    bytes += part.utf8
                }
            }
        }
        return bytes + EmbeddedTemplates.encoded(bytes.count, bytes: 8) + EmbeddedTemplates.mark
    }

    /// How many bytes before the trailer are templates; nil if the file does not end in them.
    package static func payloadBytes(trailer: some Collection<UInt8>) -> Int? {
        guard trailer.count == trailerBytes, Array(trailer.suffix(mark.count)) == mark else { return nil }
        return decoded(trailer.prefix(8))
    }

    /// The templates in the bytes before the trailer; nil if they are damaged.
    package init?(payload: some Collection<UInt8>) {
        self.init()
        var rest = Array(payload)[...]
        func part() -> String? {
            guard rest.count >= 4, let length = EmbeddedTemplates.decoded(rest.prefix(4)), rest.count - 4 >= length
            else { return nil }
            defer { rest = rest.dropFirst(4 + length) }
            return String(decoding: rest.dropFirst(4).prefix(length), as: UTF8.self)
        }
        while !rest.isEmpty {
            guard let folder = part(), let name = part(), let text = part() else { return nil }
            folders[folder, default: [:]][name] = text
        }
    }

    private static func encoded(_ number: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func decoded(_ bytes: some Collection<UInt8>) -> Int? {
        let number = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: number)
    }
}
