internal import DewarLinux

/// Builds the program that is deployed: the whole module optimised, the framework and Swift's own libraries linked in.
struct ReleaseBuild: Sendable {
    var sources: ModuleSources
    var toolchain: Toolchain
    var framework: Framework
    var folder: String
    var cancellation: Cancellation?

    var program: String { "\(folder)/\(sources.module)" }

    func run() throws(BuildProblem) -> BuildResult {
        var result = BuildResult(outcome: .cancelled, way: "release")
        do {
            try Files.makeFolder(folder)
            let started = Clock.monotonic
            let inputs = try sources.files.map { try SourceInput($0) }
            let key = key(inputs)
            let record = "\(folder)/built"
            if Files.isFile(program), (try? Files.text(record)) == key.description {
                result.outcome = .built(program: program, fingerprint: key)
                result.way = BuildResult.nothing
                return result
            }
            let job = Job(toolchain.swiftc, try arguments(), directory: sources.root)
            guard let answer = try Jobs.run(job, cancellation: cancellation) else { return result }
            result.timings.compile = Clock.monotonic - started
            guard answer.succeeded else {
                result.outcome = .failed(Diagnostic.parse(answer.text).map { $0.hinted() }, output: answer.text)
                return result
            }
            try Files.rename(program + ".draft", to: program)
            try Files.write(key.description, to: record)
            result.warnings = Diagnostic.parse(answer.text)
            result.outcome = .built(program: program, fingerprint: key)
            return result
        } catch { throw .system("\(error)") }
    }

    private func arguments() throws -> [String] {
        let objects = try Files.names(in: framework.objects).map { "\(framework.objects)/\($0)" }
        var arguments = ["-O", "-wmo", "-swift-version", "6", "-static-stdlib", "-use-ld=lld"]
        arguments += ["-diagnostic-style=llvm", "-no-color-diagnostics", "-Xlinker", "--gc-sections", "-Xlinker", "-s"]
        arguments += framework.importArguments + sources.arguments + ["-module-name", sources.module]
        // The framework is compiled for shared libraries, so its objects do not ask for what FoundationEssentials stands on.
        arguments += ["-l_FoundationCollections", "-l_FoundationCShims"]
        return arguments + sources.files + objects + sources.libraries + ["-o", program + ".draft"]
    }

    private func key(_ inputs: [SourceInput]) -> ContentHash {
        var hash = ContentHash()
        hash.add("\(toolchain.identity) \(framework.key)")
        for argument in sources.arguments + sources.libraries { hash.add(argument) }
        for input in inputs { hash.add("\(input.path) \(input.hash)") }
        return hash
    }
}
