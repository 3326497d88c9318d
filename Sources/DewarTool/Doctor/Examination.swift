internal import DewarLinux

/// What `dewar doctor` looks at, one function a thing.
struct Examination {
    var app: String?

    /// In the order in which they are told.
    var findings: [Finding] {
        [compiler, linker, watches, instances, ports, sources, cache, project].compactMap { $0() }
    }

    // MARK: Toolchain

    private func compiler() -> Finding? {
        do {
            let toolchain = try Toolchain.find()
            let answer = try Jobs.run(Job(toolchain.swiftc, ["--version"]))?.text ?? ""
            let line = answer.split(separator: "\n").first { $0.contains("Swift version") }.map(String.init) ?? answer
            guard let version = Examination.version(in: line), version >= (6, 2) else {
                return .broken(
                    "compiler", line.isEmpty ? "swiftc does not answer" : line,
                    remedy: "https://www.swift.org/install/linux tells how to get Swift 6.2 or newer")
            }
            return .ok("compiler", "Swift \(version.0).\(version.1), \(toolchain.folder)")
        } catch { return .broken("compiler", error) }
    }

    /// `(6, 3)` of `Swift version 6.3.1 (swift-6.3.1-RELEASE)`.
    static func version(in line: String) -> (Int, Int)? {
        guard let place = line.firstRange(of: "Swift version ") else { return nil }
        let parts = line[place.upperBound...].prefix { $0 == "." || $0.isNumber }.split(separator: ".")
        guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1]) else { return nil }
        return (major, minor)
    }

    private func linker() -> Finding? {
        guard let toolchain = try? Toolchain.find() else { return nil }
        for name in ["ld.lld", "clang"] where !Files.isFile("\(toolchain.folder)/\(name)") {
            return .broken(
                "linker", "there is no \(name) beside the compiler, in \(toolchain.folder)",
                remedy: "install the whole toolchain from swift.org, or the package lld")
        }
        return .ok("linker", "\(toolchain.folder)/ld.lld")
    }

    // MARK: The kernel

    private func watches() -> Finding? {
        limit("max_user_watches", "watches", atLeast: 16_384, better: 524_288)
    }

    private func instances() -> Finding? {
        limit("max_user_instances", "instances", atLeast: 64, better: 512)
    }

    private func limit(_ file: String, _ what: String, atLeast least: Int, better: Int) -> Finding {
        guard let text = try? Files.text("/proc/sys/fs/inotify/\(file)"),
            let count = Int(text.filter { !$0.isWhitespace })
        else {
            return .warning("inotify", "the kernel does not tell its \(what)", remedy: "dewar serve --poll")
        }
        if count >= least { return .ok("inotify", "\(count) \(what) a user") }
        return .warning(
            "inotify", "\(count) \(what) a user are few: what is beyond them is looked at twice a second",
            remedy: "sudo sysctl fs.inotify.\(file)=\(better)")
    }

    private func ports() -> Finding? {
        do {
            _ = try ListeningSockets.open(host: nil, port: 8000)
            return .ok("ports", "8000 is free on 127.0.0.1 and ::1")
        } catch ListenFault.inUse(_, let port, let holder) {
            let by = holder.map { " by \($0.words)" } ?? ""
            return .warning(
                "ports", "\(port) is in use\(by): dewar serve takes the next that is free",
                remedy: "end that program, or dewar serve --port \(port + 1)")
        } catch { return .broken("ports", error) }
    }

    // MARK: Dewar itself

    private func sources() -> Finding? {
        do { return .ok("dewar", try FrameworkSources.find().folder) } catch { return .broken("dewar", error) }
    }

    private func cache() -> Finding? {
        guard let toolchain = try? Toolchain.find(), let sources = try? FrameworkSources.find() else { return nil }
        let cache = FrameworkCache(toolchain: toolchain, sources: sources)
        do {
            if let framework = try cache.existing() { return .ok("cache", framework.folder) }
            try Files.makeFolder(cache.folder)
            guard Files.isWritable(cache.folder) else {
                return .broken(
                    "cache", "\(cache.folder) cannot be written", remedy: "set XDG_CACHE_HOME to a folder of yours")
            }
            return .warning(
                "cache", "the framework is not built yet for this compiler: the first build takes a minute",
                remedy: "dewar framework")
        } catch { return .broken("cache", error) }
    }

    private func project() -> Finding? {
        do {
            let project = try Project.find(app)
            return .ok("project", "\(project.name), \(project.summary), \(project.root)")
        } catch BuildProblem.noApp(let folder, _) where app == nil {
            return .warning("project", "there is no app in \(folder)", remedy: "dewar new hello makes one")
        } catch { return .broken("project", error) }
    }
}
