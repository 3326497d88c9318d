internal import Glibc

/// Templates from files in one or more folders, the first that has the file winning.
///
/// A name cannot lead out of the folder: `..` and absolute paths are not found.
public struct FolderLoader: TemplateLoader {
    private let folders: [String]

    /// The templates of these folders; where several have one, the first counts.
    public init(_ folders: String...) { self.folders = folders }
    /// The same for an array of folders.
    public init(_ folders: [String]) { self.folders = folders }

    public func load(_ name: String) throws -> TemplateSource? {
        guard FolderLoader.isInside(name) else { return nil }
        for folder in folders {
            let path = "\(folder)/\(name)"
            guard let stamp = Stamp(path), let text = FolderLoader.read(path) else { continue }
            return TemplateSource(text, path: path) { Stamp(path) == stamp }
        }
        return nil
    }

    public var names: [String] {
        Set(folders.flatMap { FolderLoader.files(in: $0, prefix: "", depth: 0) }).sorted()
    }

    static func isInside(_ name: String) -> Bool {
        !name.isEmpty && !name.utf8.contains(0)
            && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                $0 != ".." && $0 != "." && !$0.isEmpty
            }
    }

    /// What tells one state of a file from another.
    private struct Stamp: Equatable {
        let size: Int
        let inode: UInt
        let seconds: Int
        let nanoseconds: Int

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            size = Int(status.st_size)
            inode = UInt(status.st_ino)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "rbe") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16384)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func files(in folder: String, prefix: String, depth: Int) -> [String] {
        guard depth < 32, let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            var status = stat()
            guard stat("\(folder)/\(name)", &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                names += files(in: "\(folder)/\(name)", prefix: "\(prefix)\(name)/", depth: depth + 1)
            } else {
                names.append(prefix + name)
            }
        }
        return names
    }
}
