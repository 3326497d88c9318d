internal import DewarLinux

/// The process that listens on a port, as far as this user may see (proc(5)).
struct PortHolder: Sendable, Hashable {
    var pid: Int
    /// `hello --port 8000`, cut off where it gets long.
    var command: String

    /// `hello --port 8000 (pid 4121)`
    var words: String { "\(command) (pid \(pid))" }

    static func find(port: Int) -> PortHolder? {
        let sockets = Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap { inodes(listeningOn: port, in: $0) })
        guard !sockets.isEmpty else { return nil }
        for name in (try? Files.names(in: "/proc")) ?? [] {
            guard let pid = Int(name) else { continue }
            let folder = "/proc/\(pid)/fd"
            for descriptor in (try? Files.names(in: folder)) ?? [] {
                guard let link = Files.linkTarget("\(folder)/\(descriptor)"), sockets.contains(link) else { continue }
                return PortHolder(pid: pid, command: command(of: pid))
            }
        }
        return nil
    }

    /// Lines such as `0: 0100007F:1F40 00000000:0000 0A … 31337 …`: state 0A listens, the tenth field is the inode.
    private static func inodes(listeningOn port: Int, in table: String) -> [String] {
        let lines = ((try? Files.text(table)) ?? "").split(separator: "\n").dropFirst()
        return lines.compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[3] == "0A", let end = fields[1].split(separator: ":").last,
                Int(end, radix: 16) == port
            else { return nil }
            return "socket:[\(fields[9])]"
        }
    }

    private static func command(of pid: Int) -> String {
        let words = ((try? Files.read("/proc/\(pid)/cmdline")) ?? []).split(separator: 0)
            .map { String(decoding: $0, as: UTF8.self) }
        let command = ([Path.name(words.first ?? "")] + words.dropFirst()).joined(separator: " ")
        return command.count > 60 ? command.prefix(59) + "…" : command
    }
}
