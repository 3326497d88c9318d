import Glibc

/// A file on disk, open for reading.
package struct RegularFile: ~Copyable {
    let descriptor: Descriptor
    /// In bytes, when it was opened.
    package let size: Int

    /// Opens without waiting; directories, pipes and devices are refused.
    package static func open(_ path: String) throws(SystemError) -> RegularFile {
        let file = Descriptor(
            owning: try system("open", on: path) { Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) })
        let raw = file.raw
        var status = stat()
        try system("fstat", on: path) { fstat(raw, &status) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError("open", EINVAL, on: path) }
        return RegularFile(descriptor: file, size: Int(status.st_size))
    }

    private init(descriptor: consuming Descriptor, size: Int) {
        self.descriptor = descriptor
        self.size = size
    }

    package consuming func takeDescriptor() -> Descriptor { descriptor }
}
