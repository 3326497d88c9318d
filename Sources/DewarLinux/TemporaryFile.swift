import Glibc

/// A file without a name, gone when its owner goes, however the process ends. Written at its end, read anywhere.
package struct TemporaryFile: ~Copyable, Sendable {
    private let descriptor: Descriptor
    /// Written so far.
    package private(set) var bytes = 0

    private static let copiedAtOnce = 1 << 20

    /// Makes one in the folder, or in `TMPDIR`, else `/tmp`.
    package init(in folder: String? = nil) throws(SystemError) {
        let folder = folder ?? Host.variable("TMPDIR") ?? "/tmp"
        let nameless = open(folder, TemporaryFile.nameless | O_RDWR | O_CLOEXEC, 0o600)
        // Some file systems always want a name; it is taken away at once.
        descriptor = Descriptor(owning: nameless >= 0 ? nameless : try TemporaryFile.openNamed(in: folder))
    }

    /// `O_TMPFILE`, which is a macro that Swift does not import.
    private static let nameless = 0o20000000 | O_DIRECTORY

    private static func openNamed(in folder: String) throws(SystemError) -> Int32 {
        var name = Array("\(folder)/dewar-XXXXXX".utf8CString)
        let number = try system("mkstemp", on: folder) { mkstemp(&name) }
        unlink(name)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        return number
    }

    package mutating func append(_ piece: UnsafeRawBufferPointer) throws(SystemError) {
        var rest = piece
        while !rest.isEmpty {
            switch descriptor.write(rest) {
            case .moved(let count): rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            case .wouldBlock: throw SystemError("write", EAGAIN)
            case .failed(let code): throw SystemError("write", code)
            }
        }
        bytes += piece.count
    }

    /// The bytes from an offset on, fewer than `count` only at the end.
    package borrowing func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        try descriptor.read(at: offset, count: count)
    }

    /// Writes the content to a file, whole or not at all.
    package borrowing func copy(to path: String) throws(SystemError) {
        let draft = "\(path).\(getpid()).\(descriptor.raw).draft"
        let target = Descriptor(
            owning: try system("open", on: draft) { open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) })
        let from = descriptor.raw
        let to = target.raw
        var offset: off_t = 0
        while offset < off_t(bytes) {
            switch Transfer.of({ sendfile(to, from, &offset, TemporaryFile.copiedAtOnce) }) {
            case .moved(let count) where count > 0: continue
            case .failed(let code):
                unlink(draft)
                throw SystemError("sendfile", code, on: path)
            default:
                unlink(draft)
                throw SystemError("sendfile", EIO, on: path)
            }
        }
        try Files.rename(draft, to: path)
    }
}
