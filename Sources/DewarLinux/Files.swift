internal import Glibc

/// Files and folders. Paths are used as they are: relative ones from the working directory.
package enum Files {
    package enum Kind: Sendable, Hashable { case file, folder, link, other }

    /// What the kernel says of a file without reading it.
    package struct Facts: Sendable, Hashable {
        package var kind: Kind
        package var bytes: Int
        package var inode: UInt64
        /// Nanoseconds since 1970.
        package var modified: Int64
        /// When content or facts last changed, in nanoseconds since 1970; no program can set it.
        package var changed: Int64
        package var device: UInt64
        /// The permission bits.
        package var permissions: UInt32
    }

    /// The facts of a file; nil if there is none.
    package static func facts(_ path: String, followLinks: Bool = true) -> Facts? {
        var status = stat()
        guard (followLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        return Facts(status)
    }

    package static func isFolder(_ path: String) -> Bool { facts(path)?.kind == .folder }
    package static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }
    package static func isFile(_ path: String) -> Bool { facts(path)?.kind == .file }

    /// The whole file.
    package static func read(_ path: String) throws(SystemError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError("open", errno, on: path) }
        defer { close(descriptor) }
        var status = stat()
        fstat(descriptor, &status)
        guard status.st_mode & S_IFMT != S_IFDIR else { throw SystemError("read", EISDIR, on: path) }
        var bytes = [UInt8](repeating: 0, count: max(Int(status.st_size) + 1, 512))
        var filled = 0
        while true {
            if filled == bytes.count { bytes.append(contentsOf: [UInt8](repeating: 0, count: bytes.count)) }
            let room = bytes.count - filled
            let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + filled, room) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError("read", errno, on: path) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// The whole file as text; bytes that are not UTF-8 are replaced.
    package static func text(_ path: String) throws(SystemError) -> String {
        String(decoding: try read(path), as: UTF8.self)
    }

    /// Writes the file whole or not at all: readers see the old content or the new.
    package static func write(_ bytes: some Collection<UInt8>, to path: String, permissions: UInt32 = 0o644)
        throws(SystemError)
    {
        let draft = "\(path).\(getpid()).draft"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(permissions))
        guard descriptor >= 0 else { throw SystemError("open", errno, on: draft) }
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                let code = errno
                close(descriptor)
                unlink(draft)
                throw SystemError("write", code, on: path)
            }
            rest = rest.dropFirst(count)
        }
        close(descriptor)
        do { try rename(draft, to: path) } catch {
            unlink(draft)
            throw error
        }
    }

    package static func write(_ text: String, to path: String) throws(SystemError) { try write(text.utf8, to: path) }

    /// Puts a file or folder in another's place in one step.
    package static func rename(_ path: String, to target: String) throws(SystemError) {
        guard Glibc.rename(path, target) == 0 else { throw SystemError("rename", errno, on: target) }
    }

    /// Makes the folder and those above it.
    package static func makeFolder(_ path: String) throws(SystemError) {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        let code = errno
        guard code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw SystemError("mkdir", code, on: path)
        }
        try makeFolder(String(path[..<slash]))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw SystemError("mkdir", errno, on: path) }
    }

    /// The names in a folder, sorted, without `.` and `..`.
    package static func names(in folder: String) throws(SystemError) -> [String] {
        guard let directory = opendir(folder) else { throw SystemError("opendir", errno, on: folder) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes a file, or a folder with all that is in it. What is not there is no error.
    package static func remove(_ path: String) {
        if facts(path, followLinks: false)?.kind == .folder {
            for name in (try? names(in: path)) ?? [] { remove("\(path)/\(name)") }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    /// The absolute path without links and dots; nil if nothing is there.
    package static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    /// What a symbolic link leads to, as it is written in it; nil if it is none.
    package static func linkTarget(_ path: String) -> String? {
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, buffer.withMemoryRebound(to: CChar.self) { readlink(path, $0.baseAddress!, 4096) })
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Makes a symbolic link.
    package static func link(_ path: String, to target: String) throws(SystemError) {
        guard symlink(target, path) == 0 else { throw SystemError("symlink", errno, on: path) }
    }
}
