internal import Glibc

extension Files {
    /// Copies a folder with all that is in it, or a file. Links are followed.
    package static func copy(_ path: String, to target: String) throws(SystemError) {
        guard let facts = facts(path) else { throw SystemError("stat", errno, on: path) }
        guard facts.kind == .folder else {
            return try write(read(path), to: target, permissions: facts.permissions & 0o777)
        }
        try makeFolder(target)
        for name in try names(in: path) { try copy("\(path)/\(name)", to: "\(target)/\(name)") }
    }
}

extension SystemError {
    /// Whether a folder that was to be replaced holds something.
    package var isNotEmpty: Bool { code == ENOTEMPTY || code == EEXIST }
}

extension Host {
    package static var processID: Int32 { getpid() }
}
