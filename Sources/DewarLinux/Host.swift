internal import Glibc

/// What the process was given: environment, folder, its own file.
package enum Host {
    package static var environment: [String: String] {
        var all: [String: String] = [:]
        var pointer = environ
        while let entry = pointer.pointee {
            let line = String(cString: entry)
            if let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")) {
                all[String(line[..<equals])] = String(line[line.utf8.index(after: equals)...])
            }
            pointer += 1
        }
        return all
    }

    package static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    package static var workingFolder: String { Files.resolved(".") ?? "/" }

    /// The running program's own file, without links.
    package static var executable: String { Files.resolved("/proc/self/exe") ?? "" }

    package static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
