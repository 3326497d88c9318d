internal import DewarLinux

/// The sources of one module and how they are compiled, whichever layout they come from.
struct ModuleSources: Sendable, Hashable {
    var module: String
    /// Absolute paths, sorted.
    var files: [String]
    /// What the compiler is given beside the plan: defines, `-parse-as-library`, import paths of packages.
    var arguments: [String] = []
    /// What the linker is given beside the framework: libraries of packages.
    var libraries: [String] = []
    /// The folder from which the compiler runs, and which debug information names.
    var root: String
}

/// Builds one module against the framework by calling the compiler and the linker directly.
///
/// An object is kept under a name made of its source's digest and of an *epoch*: the interfaces of all files it was
/// compiled against. A file's object is thus there or not, never old; undoing an edit finds the earlier object, and a build that fails or
/// is cancelled leaves nothing wrong behind.
///
/// An edit that leaves the file's outline as it was, or its reference dependencies (`.swiftdeps`) byte for byte, cannot be
/// seen by other files: only that file is compiled. Any other edit begins a new epoch, in which every file is compiled.
/// (The dependencies of a file alone and of a file compiled beside others differ, so the outline is asked first.)
struct ModuleBuild {
    var sources: ModuleSources
    var plan: CompilePlan
    var toolchain: Toolchain
    var framework: Framework
    /// Where objects, records and the program are kept.
    var folder: String
    var cancellation: Cancellation?
    /// The compiler and the linker that wait for their jobs.
    var standby: Standby?
    /// Whether stand-ins will do for the libraries (`LibraryStandIns`).
    var linksLoosely = false

    var program: String { "\(folder)/\(sources.module)" }
    private var isSingle: Bool { sources.files.count == 1 }

    /// What a failed step said.
    struct Failure: Error { var output: String }
    struct Cancelled: Error {}
    /// A source changed between being read here and being read by the compiler.
    struct SavedMeanwhile: Error {}

    func run() throws(BuildProblem) -> BuildResult {
        var result = BuildResult(outcome: .cancelled, way: "nothing to do")
        do {
            try Files.makeFolder(folder)
            try steps(&result)
        } catch let failure as Failure {
            result.outcome = .failed(Diagnostic.parse(failure.output).map { $0.hinted() }, output: failure.output)
        } catch is Cancelled {
            result.outcome = .cancelled
        } catch is SavedMeanwhile {
            return try run()
        } catch let problem as BuildProblem {
            throw problem
        } catch { throw .system("\(error)") }
        return result
    }

    private func steps(_ result: inout BuildResult) throws {
        let started = Clock.monotonic
        let inputs = try sources.files.map { try SourceInput($0) }
        var epoch = Epoch.stored(in: folder, key: key, files: sources.files) ?? Epoch(key: key, inputs: inputs)
        result.timings.plan = Clock.monotonic - started

        let compiled = Clock.monotonic
        let output = try compile(inputs, &epoch, way: &result.way)
        result.timings.compile = Clock.monotonic - compiled
        result.warnings = Diagnostic.parse(output).filter { $0.severity != .note }

        let linked = Clock.monotonic
        let fingerprint = try link(inputs.map { object($0, epoch) }, of: inputs)
        result.timings.link = Clock.monotonic - linked
        guard inputs.allSatisfy({ $0.isUnchanged() }) else { throw SavedMeanwhile() }
        result.outcome = .built(program: program, fingerprint: fingerprint)
        result.isLinkedLoosely = linksLoosely
    }

    /// Everything but the sources that objects depend on.
    private var key: ContentHash {
        var hash = ContentHash()
        hash.add("\(toolchain.identity) \(framework.key) \(sources.module) \(sources.root)")
        for argument in plan.compile + sources.arguments { hash.add(argument) }
        return hash
    }

    private func object(_ input: SourceInput, _ epoch: Epoch) -> String {
        "\(folder)/\(Path.stem(input.path))-\(ContentHash(input.path))-\(input.hash)-\(epoch.name).o"
    }

    // MARK: - Compiling

    /// Compiles what is missing; returns what the compiler said.
    private func compile(_ inputs: [SourceInput], _ epoch: inout Epoch, way: inout String) throws -> String {
        let missing = inputs.filter { !Files.isFile(object($0, epoch)) }
        if missing.isEmpty { return "" }
        if isSingle || missing.count == inputs.count { return try compileWhole(inputs, &epoch, way: &way) }
        let outlines = missing.map { (before: epoch.outlines[$0.path], now: $0.outline()) }
        let isBodiesAlone = outlines.allSatisfy { $0.now != nil && $0.before == $0.now }
        // Others must be compiled as well: all at once is quicker than one after the other.
        if outlines.contains(where: { $0.before != nil && $0.now != nil && $0.before != $0.now }) {
            return try compileWhole(inputs, &epoch, way: &way)
        }
        way = BuildResult.editedFiles
        let drafts = missing.map { Draft($0, folder: folder) }
        let said: String
        // What a partial build complains of is shown only if the whole module fails as well.
        do { said = try compile([drafts], of: inputs) } catch is Failure {
            return try compileWhole(inputs, &epoch, way: &way)
        }
        let isUnseen = isBodiesAlone || drafts.allSatisfy { epoch.interfaces[$0.input.path] == $0.interface() }
        if missing.count <= inputs.count / 2, isUnseen {
            for draft in drafts { try draft.keep(as: object(draft.input, epoch)) }
            return said
        }
        way = "whole module"
        let others = inputs.filter { input in !missing.contains(input) }.map { Draft($0, folder: folder) }
        let rest = try compile(halves(others), of: inputs)
        try begin(&epoch, inputs, drafts + others)
        return said + rest
    }

    private func compileWhole(_ inputs: [SourceInput], _ epoch: inout Epoch, way: inout String) throws -> String {
        way = isSingle ? "one file" : "whole module"
        let drafts = inputs.map { Draft($0, folder: folder) }
        let said = try compile(halves(drafts), of: inputs)
        try begin(&epoch, inputs, drafts)
        return said
    }

    /// A new epoch: all objects compiled against each other's present interfaces.
    private func begin(_ epoch: inout Epoch, _ inputs: [SourceInput], _ drafts: [Draft]) throws {
        epoch = Epoch(key: key, inputs: inputs)
        if !isSingle {
            for draft in drafts {
                epoch.interfaces[draft.input.path] = draft.interface()
                epoch.outlines[draft.input.path] = draft.input.outline()
            }
        }
        for draft in drafts { try draft.keep(as: object(draft.input, epoch)) }
        try epoch.store(in: folder)
    }

    /// One compiler a processor, each with a like number of bytes.
    private func halves(_ drafts: [Draft]) -> [[Draft]] {
        var parts = [[Draft]](repeating: [], count: max(1, min(Host.processorCount, 4, drafts.count)))
        var weights = [Int](repeating: 0, count: parts.count)
        for draft in drafts.sorted(by: { $0.input.bytes > $1.input.bytes }) {
            let lightest = weights.indices.min { weights[$0] < weights[$1] }!
            parts[lightest].append(draft)
            weights[lightest] += draft.input.bytes + 2_000
        }
        return parts.filter { !$0.isEmpty }
    }

    /// Runs one compiler for each part, side by side.
    private func compile(_ parts: [[Draft]], of inputs: [SourceInput]) throws -> String {
        let linker = Job(plan.linker, [], directory: sources.root)
        let results = try run(parts.map { job($0, of: inputs) }, startingNext: linker)
        let output = results.map(\.text).joined()
        guard results.allSatisfy(\.succeeded) else { throw Failure(output: output) }
        return output
    }

    private func run(_ jobs: [Job], startingNext next: Job, practises: Bool = false) throws -> [JobResult] {
        let results =
            try standby.map {
                try $0.run(jobs, cancellation: cancellation, startingNext: next, practises: practises)
            } ?? Jobs.run(jobs, cancellation: cancellation)
        guard let results else { throw Cancelled() }
        return results
    }

    private func job(_ drafts: [Draft], of inputs: [SourceInput]) -> Job {
        Job(toolchain.frontend, arguments(for: drafts, of: inputs), directory: sources.root)
    }

    /// What a compiler may do in vain to get warm for the next save: the file that was saved last.
    private func practice(_ inputs: [SourceInput]) -> Job {
        let place = folder + "/practice"
        try? Files.makeFolder(place)
        let latest = inputs.max { $0.modified < $1.modified }
        return job(latest.map { [Draft($0, folder: place)] } ?? [], of: inputs)
    }

    private func arguments(for drafts: [Draft], of inputs: [SourceInput]) -> [String] {
        let primaries = Set(drafts.map(\.input.path))
        var arguments = plan.compile + sources.arguments
        arguments += ["-module-name", sources.module, "-file-compilation-dir", sources.root]
        for input in inputs {
            if primaries.contains(input.path) { arguments.append("-primary-file") }
            arguments.append(input.path)
        }
        let ordered = inputs.compactMap { input in drafts.first { $0.input == input } }
        for draft in ordered {
            if !isSingle { arguments += ["-emit-reference-dependencies-path", draft.dependencies] }
            arguments += ["-o", draft.object]
        }
        return arguments
    }

    // MARK: - Linking

    /// Links the program unless it is there already; returns a digest of all that it is made of.
    private func link(_ objects: [String], of inputs: [SourceInput]) throws -> ContentHash {
        var hash = ContentHash()
        var wanted: [String] = []
        for object in objects {
            let bytes = try Files.read(object)
            hash.add(bytes)
            for flag in AutolinkEntries.read(from: bytes) where !wanted.contains(flag) { wanted.append(flag) }
        }
        let libraries = sources.libraries + [framework.library]
        for argument in plan.link + wanted + libraries { hash.add(argument) }
        hash.add(linksLoosely ? "loosely" : "fully")
        let record = "\(folder)/linked"
        if Files.isFile(program), (try? Files.text(record)) == hash.description { return hash }
        let draft = program + ".draft"
        let paths = Set(libraries.map { Path.folder($0) }).sorted().flatMap { ["-rpath", $0] }
        var arguments = plan.linkArguments(objects: objects, libraries: libraries + wanted + paths, output: draft)
        if linksLoosely {
            let standIns = LibraryStandIns(folder: framework.folder + "/stand-ins", toolchain: toolchain)
            arguments = (try? standIns.replacing(libraries, in: arguments)) ?? arguments
        }
        Files.remove(record)
        let job = Job(plan.linker, arguments, directory: sources.root)
        let answer = try run([job], startingNext: practice(inputs), practises: true)[0]
        guard answer.succeeded else { throw Failure(output: answer.text) }
        try Files.rename(draft, to: program)
        try Files.write(hash.description, to: record)
        forgetOld(keeping: objects)
        return hash
    }

    /// Removes objects beyond the latest few of each source.
    private func forgetOld(keeping current: [String]) {
        let names = ((try? Files.names(in: folder)) ?? []).filter { $0.hasSuffix(".o") }
        guard names.count > current.count * 3 + 8 else { return }
        let keep = Set(current.map { Path.name($0) })
        for name in names where !keep.contains(name) { Files.remove("\(folder)/\(name)") }
    }
}

/// A source as it was when the build began.
struct SourceInput: Sendable, Hashable {
    var path: String
    var hash: ContentHash
    var bytes: Int
    private var facts: Files.Facts?

    init(_ path: String) throws(SystemError) {
        self.path = path
        facts = Files.facts(path)
        let content = try Files.read(path)
        hash = ContentHash(content)
        bytes = content.count
    }

    /// When it was written, in the clock of its file system.
    var modified: Int64 { facts?.modified ?? 0 }

    /// A digest of what it shows to other files; nil if there is no telling.
    func outline() -> ContentHash? {
        guard let content = try? Files.read(path), ContentHash(content) == hash else { return nil }
        return SourceOutline.digest(of: content)
    }

    /// Whether it is still the same file, so that what was compiled is what was read.
    func isUnchanged() -> Bool {
        let now = Files.facts(path)
        return now == facts || (try? Files.read(path)).map { ContentHash($0) } == hash
    }
}

/// What the compiler writes for one source before it is known to be wanted.
private struct Draft {
    var input: SourceInput
    private var stem: String

    init(_ input: SourceInput, folder: String) {
        self.input = input
        stem = Draft.stem(input.path, folder: folder)
    }

    var object: String { stem + ".o" }
    var dependencies: String { stem + ".swiftdeps" }

    static func stem(_ path: String, folder: String) -> String { "\(folder)/draft-\(ContentHash(path))" }

    /// A digest of what other files can see of this one.
    func interface() -> ContentHash? { (try? Files.read(dependencies)).map { ContentHash($0) } }

    func keep(as path: String) throws(SystemError) { try Files.rename(object, to: path) }
}
