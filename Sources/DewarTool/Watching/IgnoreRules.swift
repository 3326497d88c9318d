/// Which folders and files of a project are of no interest: the built-in ones, and what .gitignore files say (gitignore(5)).
struct IgnoreRules: Sendable {
    /// Never watched, wherever they are.
    static let folders: Set<String> = [".git", ".hg", ".svn", ".build", ".swiftpm", ".dewar", "node_modules", ".venv"]

    /// Written by editors beside the file that is edited.
    static func isScratch(_ name: some StringProtocol) -> Bool {
        name == "4913" || name.hasSuffix("~") || name.hasSuffix(".swp") || name.hasSuffix(".swx")
            || name.hasPrefix(".#")
            || (name.hasPrefix("#") && name.hasSuffix("#")) || name.hasSuffix(".draft") || name == ".DS_Store"
    }

    private var rules: [Rule] = []

    /// Adds the rules of the .gitignore in a folder, given by its path below the root (empty for the root). A later
    /// rule overrides an earlier one.
    mutating func add(_ text: String, in folder: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            if let rule = Rule(line, folder: folder) { rules.append(rule) }
        }
    }

    /// Forgets the rules of a folder's .gitignore.
    mutating func forget(folder: String) { rules.removeAll { $0.folder == folder } }

    /// - Parameter path: below the root, `Sources/App/main.swift`.
    func ignores(_ path: String, isFolder: Bool) -> Bool {
        let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
        let name = path[start...]
        if isFolder, IgnoreRules.folders.contains(String(name)) { return true }
        if !isFolder, IgnoreRules.isScratch(name) { return true }
        // What is kept out of the repository, since it holds secrets, is read by the app all the same.
        if isFolder ? path == "instance" : ChangePlan.isSettings(path) { return false }
        if path.hasPrefix("instance/") { return true }
        var ignored = false
        for rule in rules where rule.isIgnoring != ignored && rule.matches(path, isFolder: isFolder) {
            ignored = rule.isIgnoring
        }
        return ignored
    }

    /// One line of a .gitignore.
    private struct Rule: Sendable {
        var folder: String
        var isIgnoring = true
        private var foldersOnly = false
        /// Whether the pattern is matched against the path below its folder, or against the name alone.
        private var isAnchored: Bool
        private var pattern: [UInt8]

        init?(_ line: Substring, folder: String) {
            var text = line
            if text.hasPrefix("#") { return nil }
            while text.hasSuffix(" "), !text.hasSuffix("\\ ") { text.removeLast() }
            if text.hasPrefix("!") {
                isIgnoring = false
                text.removeFirst()
            }
            if text.hasPrefix("\\#") || text.hasPrefix("\\!") { text.removeFirst() }
            if text.hasSuffix("/") {
                foldersOnly = true
                text.removeLast()
            }
            if text.isEmpty { return nil }
            isAnchored = text.contains("/")
            if text.hasPrefix("/") { text.removeFirst() }
            pattern = Array(text.utf8)
            self.folder = folder
        }

        func matches(_ path: String, isFolder: Bool) -> Bool {
            if foldersOnly, !isFolder { return false }
            var subject = path[...]
            if !folder.isEmpty {
                guard path.hasPrefix(folder + "/") else { return false }
                subject = path.dropFirst(folder.count + 1)
            }
            if !isAnchored, let slash = subject.lastIndex(of: "/") { subject = subject[subject.index(after: slash)...] }
            return Wildcard.matches(pattern[...], Array(subject.utf8)[...])
        }
    }
}

/// Patterns with `*`, `?`, `[a-z]` (within one part of a path) and `**` (across parts).
enum Wildcard {
    static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var pattern = pattern
        var text = text
        while let first = pattern.first {
            switch first {
            case UInt8(ascii: "*"): return matchesStar(pattern, text)
            case UInt8(ascii: "?"):
                guard let byte = text.first, byte != slash else { return false }
            case UInt8(ascii: "["):
                guard let byte = text.first, byte != slash, let (holds, length) = set(pattern, byte), holds else {
                    return false
                }
                pattern = pattern.dropFirst(length - 1)
            case UInt8(ascii: "\\") where pattern.count > 1:
                pattern = pattern.dropFirst()
                guard pattern.first == text.first else { return false }
            default:
                guard first == text.first else { return false }
            }
            pattern = pattern.dropFirst()
            text = text.dropFirst()
        }
        return text.isEmpty
    }

    private static let slash = UInt8(ascii: "/")

    private static func matchesStar(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        let stars = pattern.prefix { $0 == UInt8(ascii: "*") }.count
        var rest = pattern.dropFirst(stars)
        if stars > 1, rest.first == slash {
            rest = rest.dropFirst()
            if matches(rest, text) { return true }
            return text.indices.contains { text[$0] == slash && matches(rest, text[($0 + 1)...]) }
        }
        var tail = text
        while true {
            if matches(rest, tail) { return true }
            guard let byte = tail.first, stars > 1 || byte != slash else { return false }
            tail = tail.dropFirst()
        }
    }

    /// Whether a byte is in the set that the pattern begins with, and how long that set is; nil if it has no end.
    private static func set(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> (holds: Bool, length: Int)? {
        var members = pattern.dropFirst()
        let isNegated = members.first == UInt8(ascii: "!") || members.first == UInt8(ascii: "^")
        if isNegated { members = members.dropFirst() }
        guard let end = members.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return nil }
        var holds = false
        var index = members.startIndex
        while index < end {
            if index + 2 < end, members[index + 1] == UInt8(ascii: "-") {
                if members[index] <= byte, byte <= members[index + 2] { holds = true }
                index += 3
            } else {
                if members[index] == byte { holds = true }
                index += 1
            }
        }
        return (holds != isNegated, end - pattern.startIndex + 1)
    }
}
