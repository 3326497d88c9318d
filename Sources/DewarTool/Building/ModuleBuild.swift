internal import DewarLinux

/// Builds one module against the framework by calling the compiler and the linker directly.
///
/// An object is kept under a name made of its source's digest and of an *epoch*: the interfaces of all files it was
/// compiled against. A file's object is thus there or not, never old; undoing an edit finds the earlier object, and a build that fails or
/// is cancelled leaves nothing wrong behind.
///
/// What an edit reaches is told by `EditReach`. An edit in bodies alone is seen by no other file. Any other begins a new
/// epoch: the files that may see it are compiled, and the objects of the others are carried over into it by a new name.
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

    struct Cancelled: Error {}
    /// A source changed between being read here and being read by the compiler.
    struct SavedMeanwhile: Error {}

    func run() throws(BuildProblem) -> BuildResult {
        var result = BuildResult(outcome: .cancelled, way: BuildResult.nothing)
        do {
            try Files.makeFolder(folder)
            try steps(&result)
        } catch let failure as Failure {
            result.outcome = .failed(Diagnostic.parse(failure.output).map { $0.hinted() }, output: failure.output)
        } catch is Cancelled {
            result.outcome = .cancelled
        } catch is SavedMeanwhile {
            return try run()
        } catch let problem as SystemError {
            guard let rest = withoutRemoved else { throw .system("\(problem)") }
            return try rest.run()
        } catch let problem as BuildProblem {
            throw problem
        } catch { throw .system("\(error)") }
        return result
    }

    /// The same without the files that were removed since they were listed; nil if none was, or all.
    private var withoutRemoved: ModuleBuild? {
        var rest = self
        rest.sources.files.removeAll { !Files.isFile($0) }
        return rest.sources.files.isEmpty || rest.sources.files == sources.files ? nil : rest
    }

    private func steps(_ result: inout BuildResult) throws {
        var way = result.way
        defer { result.way = way }
        var (inputs, epoch) = try timed(&result.timings.plan) {
            let inputs = try sources.files.map { try SourceInput($0) }
            return (inputs, Epoch(storedIn: folder, key: key) ?? Epoch(key: key, inputs: inputs))
        }
        var said = try timed(&result.timings.compile) { try compile(inputs, &epoch, way: &way) }
        do {
            result.outcome = try timed(&result.timings.link) { try link(inputs, epoch) }
        } catch is Failure where way == BuildResult.editedFiles {
            said = try timed(&result.timings.compile) { try compileEverything(inputs, &epoch, way: &way) }
            result.outcome = try timed(&result.timings.link) { try link(inputs, epoch) }
        }
        result.warnings = Diagnostic.parse(said).filter { $0.severity != .note }
        result.isLinkedLoosely = linksLoosely
        standby?.practice = (practice(inputs), inputs)
    }

    /// Measures a step, also one that fails.
    private func timed<Value>(_ time: inout Int, _ step: () throws -> Value) rethrows -> Value {
        let started = Clock.monotonic
        defer { time += Clock.monotonic - started }
        return try step()
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
        let edit = reach(inputs, epoch)
        way = BuildResult.editedFiles
        // What is not certain is shown only if the whole module fails as well.
        do {
            switch edit {
            case .nothing:
                way = BuildResult.nothing
                return ""
            case .bodies(let edited): return try compileBodies(of: edited, inputs, epoch)
            case .interfaces(let reached): return try compile(reached, inputs, &epoch)
            case .unknown(let edited):
                if let said = try compileUnseen(edited, inputs, epoch) { return said }
            case .everything: break
            }
        } catch let failure as Failure where !failure.isCertain {}
        return try compileEverything(inputs, &epoch, way: &way)
    }

    private func compileEverything(_ inputs: [SourceInput], _ epoch: inout Epoch, way: inout String) throws -> String {
        way = isSingle ? "one file" : "whole module"
        return try compile(Set(sources.files), inputs, &epoch)
    }

    private func reach(_ inputs: [SourceInput], _ epoch: Epoch) -> EditReach {
        let missing = Set(inputs.filter { !Files.isFile(object($0, epoch)) }.map(\.path))
        return EditReach(files: epoch.files, missing: missing, paths: sources.files) { path in
            inputs.first { $0.path == path }?.reading()
        }
    }

    private func compileBodies(of edited: Set<String>, _ inputs: [SourceInput], _ epoch: Epoch) throws -> String {
        let drafts = drafts(edited, of: inputs)
        let said = try compile(halves(drafts), of: inputs)
        try keep(drafts, inputs, epoch)
        return said
    }

    /// Compiles files of which no outline tells what others see; nil if their dependencies are not byte for byte what they were.
    private func compileUnseen(_ edited: Set<String>, _ inputs: [SourceInput], _ epoch: Epoch) throws -> String? {
        let drafts = drafts(edited, of: inputs)
        let said = try compile([drafts], of: inputs)
        guard drafts.allSatisfy({ $0.interface() == epoch.files[$0.input.path]?.interface }) else { return nil }
        try keep(drafts, inputs, epoch)
        return said
    }

    /// Compiles these files and begins an epoch with them, into which the objects of the others are carried over.
    private func compile(_ reached: Set<String>, _ inputs: [SourceInput], _ epoch: inout Epoch) throws -> String {
        let drafts = drafts(reached, of: inputs)
        let said = drafts.isEmpty ? "" : try compile(halves(drafts), of: inputs)
        var next = Epoch(key: key, inputs: inputs)
        try keep(drafts, inputs, next)
        for input in inputs where !reached.contains(input.path) {
            try Files.rename(object(input, epoch), to: object(input, next))
            next.files[input.path] = epoch.files[input.path]
        }
        for draft in drafts { next.files[draft.input.path] = draft.record() }
        try next.store(in: folder)
        epoch = next
        return said
    }

    private func drafts(_ paths: Set<String>, of inputs: [SourceInput]) -> [Draft] {
        inputs.filter { paths.contains($0.path) }.map { Draft($0, folder: folder) }
    }

    /// Gives objects their names, unless they may have been made of newer sources than the names say.
    private func keep(_ drafts: [Draft], _ inputs: [SourceInput], _ epoch: Epoch) throws {
        guard inputs.allSatisfy({ $0.isUnchanged() }) else { throw SavedMeanwhile() }
        for draft in drafts { try draft.keep(as: object(draft.input, epoch)) }
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
        let results = try run(parts.map { job($0, of: inputs) }, of: inputs, startingNext: linker)
        if results.allSatisfy(\.succeeded) { return results.map(\.text).joined() }
        guard inputs.allSatisfy({ $0.isUnchanged() }) else { throw SavedMeanwhile() }
        throw Failure(results, compiling: Set(parts.joined().map(\.input.path)))
    }

    private func run(_ jobs: [Job], of inputs: [SourceInput] = [], startingNext next: Job? = nil) throws -> [JobResult]
    {
        let results =
            try standby.map { try $0.run(jobs, of: inputs, cancellation: cancellation, startingNext: next) }
            ?? Jobs.run(jobs, cancellation: cancellation)
        guard let results else { throw Cancelled() }
        return results
    }

    private func job(_ drafts: [Draft], of inputs: [SourceInput]) -> Job {
        Job(toolchain.frontend, arguments(for: drafts, of: inputs), directory: sources.root)
    }

    /// What a compiler may do in vain to get warm for the next save: the file that was saved last.
    private func practice(_ inputs: [SourceInput]) -> Job {
        let latest = inputs.max { $0.modified < $1.modified }
        return job(latest.map { [Draft($0, folder: folder)] } ?? [], of: inputs)
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

    /// Links the program unless it is there already; it is known by a digest of all that it is made of.
    private func link(_ inputs: [SourceInput], _ epoch: Epoch) throws -> BuildResult.Outcome {
        let objects = inputs.map { object($0, epoch) }
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
        if Files.isFile(program), (try? Files.text(record)) == hash.description {
            return .built(program: program, fingerprint: hash)
        }
        let draft = program + ".draft"
        let paths = Set(libraries.map { Path.folder($0) }).sorted().flatMap { ["-rpath", $0] }
        var arguments = plan.linkArguments(objects: objects, libraries: libraries + wanted + paths, output: draft)
        if linksLoosely {
            let standIns = LibraryStandIns(folder: framework.folder + "/stand-ins", toolchain: toolchain)
            arguments = (try? standIns.replacing(libraries, in: arguments)) ?? arguments
        }
        Files.remove(record)
        let job = Job(plan.linker, arguments, directory: sources.root)
        let answer = try run([job])[0]
        guard answer.succeeded else { throw Failure(output: answer.text) }
        try Files.rename(draft, to: program)
        try Files.write(hash.description, to: record)
        forgetOld(keeping: objects)
        return .built(program: program, fingerprint: hash)
    }

    /// Removes objects beyond the latest few of each source.
    private func forgetOld(keeping current: [String]) {
        let names = ((try? Files.names(in: folder)) ?? []).filter { $0.hasSuffix(".o") }
        guard names.count > current.count * 3 + 8 else { return }
        let keep = Set(current.map { Path.name($0) })
        for name in names where !keep.contains(name) { Files.remove("\(folder)/\(name)") }
    }
}
