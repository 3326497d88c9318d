import TestSupport
import Testing

/// Which target may import which, as docs/architecture.md has it. The compiler's own libraries `Synchronization` and
/// `Builtin` may be imported everywhere.
private let mayImport: [String: Set<String>] = [
    "DewarLinux": ["CDewarLinux", "Glibc"],
    "DewarHTTP": [],
    "DewarRouting": ["DewarHTTP"],
    "DewarTemplate": [],
    "DewarServer": ["DewarLinux", "DewarHTTP"],
    "DewarContract": [],
    "Dewar": ["DewarLinux", "DewarHTTP", "DewarRouting", "DewarTemplate", "DewarServer", "DewarContract"],
    "DewarTool": ["DewarLinux", "DewarContract", "DewarTemplate", "DewarHTTP", "DewarRouting", "DewarServer"],
    "dewar": ["DewarTool", "Glibc"],
]

/// Files that need a library which their target is else kept from, and for what.
private let exceptions: [String: [String: String]] = [
    "FoundationEssentials": [
        "Sources/DewarHTTP/Fields/Authorization.swift": "Base64",
        "Sources/DewarHTTP/Fields/HTTPDate.swift": "Date",
        "Sources/DewarHTTP/JSON/JSONDecoding.swift": "JSONDecoder",
        "Sources/DewarHTTP/JSON/JSONKnownTypes.swift": "Date, UUID, URL, Data and Decimal as JSON",
        "Sources/DewarRouting/UUIDArgument.swift": "UUID",
        "Sources/DewarTool/Asking/AppAnswers.swift": "JSONDecoder",
        "Sources/DewarTool/Building/FrameworkBuild.swift": "JSONDecoder",
        "Sources/DewarTool/Building/PackageManifest.swift": "JSONDecoder",
        "Sources/DewarTool/Building/PackageProducts.swift": "JSONDecoder",
        "Sources/DewarTool/JSON.swift": "JSONEncoder",
        "Sources/DewarTool/Serving/ServeLoop.swift": "JSONDecoder",
        "Sources/DewarTool/Scaffolding/ManifestMembers.swift": "JSONDecoder",
        "Sources/DewarTool/Scaffolding/ProjectRecord.swift": "JSONDecoder",
        "Sources/DewarTool/Scaffolding/SkeletonManifest.swift": "JSONDecoder",
    ],
    "Glibc": [
        "Sources/Dewar/Running/Console.swift": "write",
        "Sources/Dewar/Running/Run.swift": "exit",
        "Sources/DewarTemplate/Environment/FolderLoader.swift": "files of templates",
        "Sources/DewarTemplate/Errors/StackGuard.swift": "the size of the stack",
        "Sources/DewarTemplate/Values/Arithmetic.swift": "pow",
        "Sources/DewarTemplate/Values/Composite.swift": "what a thread frees",
    ],
]

@Suite("Imports") struct ImportTests {
    /// A line such as `package import DewarHTTP`.
    private func imports(_ file: String) throws -> [String] {
        try Repository.text(file).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else { return nil }
            let before = words.prefix(index).first ?? ""
            return before.isEmpty || ["internal", "package", "public", "private", "fileprivate"].contains(before)
                ? String(words.last!) : nil
        }
    }

    @Test("go only where the table of rooms allows", arguments: mayImport.keys.sorted())
    func table(target: String) throws {
        let allowed = mayImport[target]!.union(["Synchronization"])
        for file in try Repository.files(below: "Sources/\(target)", ending: ".swift") {
            for module in try imports(file) where !allowed.contains(module) {
                #expect(exceptions[module]?[file] != nil, "\(file) imports \(module)")
            }
        }
    }

    @Test("of other libraries are those of the named files, and no file is named in vain")
    func exceptionsAreUsed() throws {
        for (module, files) in exceptions {
            for file in files.keys.sorted() {
                let imported = (try? imports(file)) ?? []
                #expect(imported.contains(module), "\(file) no longer imports \(module)")
            }
        }
    }

    @Test("name every target of the package")
    func everyTarget() throws {
        let folders = Set(
            try Repository.files(below: "Sources", ending: ".swift").map { String($0.split(separator: "/")[1]) })
        #expect(Set(mayImport.keys) == folders)
    }
}
