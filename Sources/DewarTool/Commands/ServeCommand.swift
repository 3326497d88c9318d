internal import DewarContract
internal import DewarLinux

/// `dewar serve`: builds and runs the app, and runs it anew at every save.
struct ServeCommand: Command {
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
    var arguments: [String] = []

    static let manual = Manual(
        name: "serve", summary: "Run the app, and run it anew at every save",
        description: """
            Builds the app, serves it on 127.0.0.1 and ::1, and watches its files. A save is built and takes the place of the
            running program without a refused connection; open pages load again by themselves. The address is taken from
            8000 on, the first port that is free; --port takes exactly one.
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
            .toggle("--timings", \.showsTimings, "Tell how long each phase of a reload took"),
            .toggle("--json", \.isJSON, "One JSON object an event, on standard output"),
            .toggle("--verbose", \.isVerbose, "Tell more: timings, and how the app was found"),
            .rest("ARGS", \.arguments, "Arguments for the app"),
        ]
    }

    func run(_ console: Console) throws -> ExitCode {
        let project = try Project.find(app)
        let sockets = try ListeningSockets.open(host: host, port: port)
        var options = ServeLoop.Options()
        options.configuration = isRelease ? .release : .debug
        options.arguments = arguments
        options.polls = polls
        options.reloads = reloads
        options.opensBrowser = opensBrowser
        options.host.hosts = DeveloperHosts(listed: Host.variable(Contract.allowedHosts))
        if let host { options.host.hosts.allow(host) }
        let talk = ServeTalk(
            project: project, console: console, isJSON: isJSON, showsTimings: showsTimings || isVerbose)
        return try ServeLoop(project, sockets, options, talk).run()
    }
}
