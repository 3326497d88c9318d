internal import DewarLinux

extension Watcher {
    /// A folder of the snapshot.
    final class Folder {
        let place: Place
        /// The path below the root, with a slash at its end; empty for the root.
        let prefix: String
        let identity: Identity
        var watch: Int32?
        var entries: [String: Files.Facts] = [:]
        /// When the entries were listed, in the clock of the file system's times.
        var listed: Int64
        /// The text of its .gitignore.
        var rules = ""

        init(_ place: Place, _ identity: Identity, listed: Int64) {
            self.place = place
            prefix = place.above.map { $0.prefix + place.name + "/" } ?? ""
            self.identity = identity
            self.listed = listed
        }

        var path: String { place.path }
        var above: Folder? { place.above }
        /// The path below the root, as rules know it.
        var relativePath: String { String(prefix.dropLast()) }

        /// Whether it is one of those above it, to which a link leads back.
        var isInCircle: Bool {
            sequence(first: self, next: \.above).dropFirst().contains { $0.identity == identity }
        }
    }

    /// Where a folder is; the root is in none.
    struct Place {
        var above: Folder?
        var name: String
        var path: String

        init(path: String) { (name, self.path) = ("", path) }

        init(above: Folder, name: String) { (self.above, self.name, path) = (above, name, "\(above.path)/\(name)") }
    }

    struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64

        init(_ facts: Files.Facts) {
            device = facts.device
            inode = facts.inode
        }
    }
}
