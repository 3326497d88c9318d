internal import DewarLinux

/// What the compiler writes for one source before it is known to be wanted.
struct Draft {
    var input: SourceInput
    private var stem: String

    init(_ input: SourceInput, folder: String) {
        self.input = input
        stem = "\(folder)/draft-\(ContentHash(input.path))"
    }

    var object: String { stem + ".o" }
    var dependencies: String { stem + ".swiftdeps" }

    /// A digest of its reference dependencies, which tell what other files can see of this one; nil if there are none.
    func interface() -> ContentHash? { (try? Files.read(dependencies)).map { ContentHash($0) } }

    /// What an epoch keeps of it.
    func record() -> Epoch.File? {
        let outline = input.reading()?.outline
        return interface().map {
            Epoch.File(interface: $0, outline: outline?.digest, names: outline?.names ?? DeclaredNames())
        }
    }

    func keep(as path: String) throws(SystemError) { try Files.rename(object, to: path) }
}
