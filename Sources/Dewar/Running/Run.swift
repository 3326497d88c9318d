internal import DewarContract
internal import DewarHTTP
internal import DewarLinux
internal import DewarServer
internal import Glibc

extension App {
    /// Serves the app until SIGTERM or SIGINT, on all cores (Flask: run).
    ///
    /// `--host`, `--port` and `--workers` on the command line, or HOST and PORT in the environment; 127.0.0.1:8000 without.
    /// On sockets inherited by LISTEN_FDS (systemd, `dewar serve`) it serves instead of opening its own.
    /// What is wrong with the set-up is told on stderr, each problem with file and line, and the program ends with 78.
    ///
    /// In an `async` function, or after an `await` at the top of `main.swift`, write `try await app.serve()`.
    @available(*, noasync, message: "a program that awaits ends with `try await app.serve()`")
    public func run() throws {
        // Such a thread is the main actor's, or one of the few that all tasks share: nobody would serve these any more.
        if MainQueue() == nil, withUnsafeCurrentTask(body: { $0 != nil }) { fail(RunInTask()) }
        runToTheEnd()
    }

    /// What `run` does, in a program that awaits something of its own.
    ///
    /// ```swift
    /// try await pool.open()
    /// try await app.serve()
    /// ```
    /// It waits without keeping a thread, so the main actor serves others meanwhile.
    public func serve() async throws {
        await withCheckedContinuation { served in
            do {
                try Thread.start("dewar-app") {
                    self.runToTheEnd()
                    served.resume()
                }
            } catch {
                fail(error)
            }
        }
    }

    private func runToTheEnd() {
        do {
            let site = try start()
            let mode = (Host.variable(Contract.mode) ?? "serve").split(separator: " ", maxSplits: 1).map(String.init)
            switch mode.first {
            case "routes": Console.data(try Site.line(site.listing))
            case "match": Console.data(try Site.line(site.match(Host.variable(Contract.match) ?? "/")))
            case "templates": Console.data(try Site.line(templateLoader.named))
            case "run": try runCommand(site, mode.last ?? "")
            default: try serveUntilStopped(site)
            }
        } catch {
            fail(error)
        }
    }

    private func runCommand(_ site: Site, _ name: String) throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let code = waiting { await site.run(name, arguments) }
        if code != 0 { exit(code) }
    }

    /// Starts, tells the tool, serves, stops.
    private func serveUntilStopped(_ site: Site) throws {
        let arguments = try RunArguments(Array(CommandLine.arguments.dropFirst()), variable: Host.variable)
        let options = try serverOptions(site, arguments)
        CrashHandOver.watch(channel: site.development?.channel)
        let server = try Server(options, responder: site)
        if !site.onStart.isEmpty, let error = waiting({ await site.startHooksFailure() }) { throw error }
        if !ReadyChannel.isThere { Console.error(Listening.greeting(server.addresses)) }
        if !site.isDebugging { try site.errorLog.begin() }
        try server.run()
        if !site.onStop.isEmpty { waiting { await site.runStopHooks() } }
        site.errorLog.end()
    }

    /// Tells what is wrong, to the person and to the tool, and ends the program.
    private func fail(_ error: any Error) -> Never {
        let (text, code) = RunSentences.text(for: error)
        Console.error(text)
        ReadyChannel.tell(RunSentences.message(for: error, text))
        exit(code)
    }

    /// Runs something that waits, while this thread serves the main actor and does nothing else.
    private func waiting<R: Sendable>(_ body: @escaping @Sendable () async -> R) -> R {
        let result = Shared<R?>(nil)
        if let queue = MainQueue() {
            Task.detached {
                let value = await body()
                await MainActor.run { result.value = value }
            }
            queue.run { result.value != nil }
        } else {
            let done = Semaphore()
            Task.detached {
                result.value = await body()
                done.signal()
            }
            done.wait()
        }
        return result.value!
    }
}
