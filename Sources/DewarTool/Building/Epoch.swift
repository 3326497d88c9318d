internal import DewarLinux

/// A state of a module in which no object knows anything of another file that is not so any more.
struct Epoch: Sendable, Hashable {
    /// What is kept of a file.
    struct File: Sendable, Hashable {
        /// A digest of its reference dependencies.
        var interface: ContentHash
        /// Nil where it has no outline.
        var outline: ContentHash?
        var names: DeclaredNames
    }

    /// Part of the objects' names.
    let name: ContentHash
    private let key: ContentHash
    /// By path.
    var files: [String: File] = [:]

    /// The epoch that begins with all these. It takes its name from their contents, so that an object which is found again under
    /// that name was compiled against the same interfaces.
    init(key: ContentHash, inputs: [SourceInput]) {
        self.key = key
        var hash = ContentHash()
        hash.add(key.description)
        if inputs.count > 1 {
            for input in inputs { hash.add("\(input.path) \(input.hash)") }
        }
        name = hash
    }

    // MARK: - On the disk

    /// The epoch kept from the build before, if it was made with the same key.
    init?(storedIn folder: String, key: ContentHash) {
        guard let text = try? Files.text("\(folder)/epoch") else { return nil }
        var lines = text.split(separator: "\n")[...]
        guard let head = lines.popFirst()?.split(separator: " "), head.count == 2,
            let name = ContentHash(description: head[0]), ContentHash(description: head[1]) == key
        else { return nil }
        (self.name, self.key) = (name, key)
        for line in lines {
            let parts = line.split(separator: " ", maxSplits: 3)
            guard parts.count == 4, let interface = ContentHash(description: parts[0]),
                let names = DeclaredNames(stored: parts[2])
            else { return nil }
            let outline = ContentHash(description: parts[1])
            files[String(parts[3])] = File(interface: interface, outline: outline, names: names)
        }
    }

    func store(in folder: String) throws(SystemError) {
        let lines = files.sorted { $0.key < $1.key }.map { path, file in
            "\(file.interface) \(file.outline?.description ?? "-") \(file.names.stored) \(path)\n"
        }
        try Files.write("\(name) \(key)\n" + lines.joined(), to: "\(folder)/epoch")
    }
}

extension DeclaredNames {
    private static var sets: [WritableKeyPath<DeclaredNames, Set<ContentHash>>] {
        [\.declared, \.extended, \.extendedBeyondNames, \.conforming, \.types, \.aliases, \.imports]
    }

    /// In one word: the sets, separated by semicolons, then whether something is reached without a name.
    fileprivate var stored: String {
        let lists = DeclaredNames.sets.map { set in
            self[keyPath: set].map(\.description).sorted().joined(separator: ",")
        }
        return (lists + [isReachedWithoutName ? "+" : "-"]).joined(separator: ";")
    }

    fileprivate init?(stored: some StringProtocol) {
        let lists = stored.split(separator: ";", omittingEmptySubsequences: false)
        guard lists.count == DeclaredNames.sets.count + 1 else { return nil }
        for (set, list) in zip(DeclaredNames.sets, lists) {
            let words = list.split(separator: ",")
            self[keyPath: set] = Set(words.compactMap { ContentHash(description: $0) })
            guard self[keyPath: set].count == words.count else { return nil }
        }
        isReachedWithoutName = lists.last != "-"
    }
}
