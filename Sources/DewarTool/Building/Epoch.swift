internal import DewarLinux

/// A state of a module in which every object was compiled against the same interfaces of all files.
struct Epoch: Sendable, Hashable {
    /// Part of the objects' names.
    var name: ContentHash
    private var key: ContentHash
    /// A digest of each file's reference dependencies, by path.
    var interfaces: [String: ContentHash] = [:]
    /// A digest of each file's outline, by path; missing where it has none.
    var outlines: [String: ContentHash] = [:]

    /// The epoch that begins when all these are compiled.
    init(key: ContentHash, inputs: [SourceInput]) {
        self.key = key
        var hash = ContentHash()
        hash.add(key.description)
        if inputs.count > 1 {
            for input in inputs { hash.add("\(input.path) \(input.hash)") }
        }
        name = hash
    }

    /// The epoch kept from the build before, if it was made of the same files with the same key.
    static func stored(in folder: String, key: ContentHash, files: [String]) -> Epoch? {
        guard let text = try? Files.text("\(folder)/epoch") else { return nil }
        var lines = text.split(separator: "\n")[...]
        guard let head = lines.popFirst()?.split(separator: " "), head.count == 2,
            let name = ContentHash(description: head[0]), ContentHash(description: head[1]) == key
        else { return nil }
        var epoch = Epoch(key: key, inputs: [])
        epoch.name = name
        for line in lines {
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count == 3, let hash = ContentHash(description: parts[0]) else { return nil }
            epoch.interfaces[String(parts[2])] = hash
            epoch.outlines[String(parts[2])] = ContentHash(description: parts[1])
        }
        let known = files.count == 1 ? epoch.interfaces.isEmpty : Set(epoch.interfaces.keys) == Set(files)
        return known ? epoch : nil
    }

    func store(in folder: String) throws(SystemError) {
        let lines = interfaces.sorted { $0.key < $1.key }.map { path, interface in
            "\(interface) \(outlines[path]?.description ?? "-") \(path)\n"
        }
        try Files.write("\(name) \(key)\n" + lines.joined(), to: "\(folder)/epoch")
    }
}
