internal import DewarLinux

/// Where in the developer's own sources an error was thrown.
enum ThrownPlaces {
    /// The line of the `throw`, or of the call into a library that threw, then the lines that called it, innermost first; empty
    /// where the program does not say, as release builds do not.
    static func of(_ error: any Error) -> [SourceLine] {
        ThrowWatch.throwings(of: error).lazy.map(own).first { !$0.isEmpty } ?? []
    }

    /// What a page shows at most.
    private static let limit = 6

    private static func own(_ addresses: [UInt]) -> [SourceLine] {
        // The address that a call returns to may belong to the next line already.
        let calls = addresses.map { $0 - 1 }
        var lines: [UInt: SourceLine] = [:]
        for file in LoadedFile.all() {
            let calls = Set(calls.filter(file.addresses.contains))
            guard !calls.isEmpty, let known = DebugLines(of: file.path) else { continue }
            lines.merge(known.lines(of: calls, loadedAt: file.addresses.lowerBound, where: isOwn)) { $1 }
        }
        var places: [SourceLine] = []
        for line in calls.compactMap({ lines[$0] }) where places.last?.isSameLine(as: line) != true {
            places.append(line)
        }
        return Array(places.prefix(limit))
    }

    /// Whether a file is the developer's: not the framework's, no package's, not the compiler's own.
    private static func isOwn(_ file: String) -> Bool {
        !file.hasPrefix(frameworkSources) && !file.contains("/.build/") && !file.hasPrefix("<")
    }

    /// `…/Sources/`, from this file's own place.
    private static let frameworkSources: String = {
        let folders = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return folders.dropLast(4).joined(separator: "/") + "/"
    }()
}
