internal import DewarContract
internal import DewarLinux

/// `dewar serve`: builds and runs the app, and runs it anew at every save.
struct ServeCommand: Command, Hashable {
    var app: String?
    var host: String?
    var port: Int?
    var opensBrowser = false
    var isRelease = false
    var reloads = true
    var polls = false
    var isJSON = false
    var isVerbose = false
    var showsTimings = false
    var ignored: [String] = []
    var arguments: [String] = []
    private var words: [String] = []

    init() {}

    mutating func keep(_ words: [String]) { self.words = words }

    static let manual = Manual(
        name: "serve", summary: "Run the app, and run it anew at every save",
        description: """
            Builds the app, serves it on 127.0.0.1 and ::1, and watches its files. A save is built and takes the place of the
            running program without a refused connection; open pages load again by themselves. The address is taken from
            8000 on, the first port that is free; --port takes exactly one.
            dewar.json beside the app may hold these flags: { "serve": { "port": 8080, "open": true } }.
            At a terminal: r restarts, R builds everything anew, o opens the browser, c clears, q quits, h lists the keys.
            """,
        examples: [
            .init("dewar serve", "the app in this folder"),
            .init("dewar serve hello.swift --open", "one file, and the browser opens"),
            .init("dewar serve --port 8080 -- --workers 2", "with arguments for the app"),
            .init("dewar serve --release --no-reload", "optimised, for measuring"),
        ])

    static var parameters: [Parameter<Self>] {
        [
            .optional("APP", \.app, "The app's file or folder; the one here if left out"),
            .text("--host", "HOST", \.host, "Listen on this address (both loopback addresses)"),
            .number("--port", "PORT", \.port, in: 0...65535, "Listen on exactly this port (the first free from 8000)"),
            .toggle("--open", \.opensBrowser, "Open the browser"),
            .toggle("--release", \.isRelease, "Optimise; builds take longer"),
            .toggle("--no-reload", \.reloads, setting: false, "Watch nothing"),
            .toggle("--poll", \.polls, "Look at the files twice a second instead of asking the kernel"),
            .repeated(
                "--ignore", "PATTERN", \.ignored,
                "Watch nothing of this name, as .gitignore says it; may be given again"),
            .toggle("--timings", \.showsTimings, "Tell how long each phase of a reload took"),
            .toggle("--json", \.isJSON, "One JSON object an event, on standard output"),
            .toggle("--verbose", \.isVerbose, "Tell more: timings, and how the app was found"),
            .rest("ARGS", \.arguments, "Arguments for the app"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let project = try Project.find(app)
        var open: (for: ServeCommand, sockets: ListeningSockets)?
        while true {
            let command = try configured(for: project)
            if let last = open, last.for.host != command.host || last.for.port != command.port {
                last.sockets.close()
                open = nil
            }
            let sockets = try open?.sockets ?? ListeningSockets.open(host: command.host, port: command.port)
            open = (command, sockets)
            let exit = try command.serve(project, sockets, console) { try configured(for: project) != command }
            if let exit { return exit }
        }
    }

    /// The command with what dewar.json says where the command line says nothing.
    private func configured(for project: Project) throws -> ServeCommand {
        let settings = try ProjectSettings(in: project.root)
        let words = try settings.words(for: ServeCommand.self, before: words, of: [ServeCommand.manual.name])
        return try ServeCommand.parse(words) ?? self
    }

    /// Serves until the end; nil if dewar.json says otherwise by then.
    private func serve(
        _ project: Project, _ sockets: ListeningSockets, _ console: Console, isOutdated: @escaping () throws -> Bool
    ) throws -> ExitCode? {
        var options = ServeLoop.Options()
        options.configuration = isRelease ? .release : .debug
        options.arguments = arguments
        options.polls = polls
        options.reloads = reloads
        options.opensBrowser = opensBrowser
        options.ignored = ignored
        options.host.hosts = DeveloperHosts(listed: Host.variable(Contract.allowedHosts))
        if let host { options.host.hosts.allow(host) }
        let talk = ServeTalk(
            project: project, console: console, isJSON: isJSON, showsTimings: showsTimings || isVerbose)
        return try ServeLoop(project, sockets, options, talk, isOutdated: isOutdated).run()
    }
}
