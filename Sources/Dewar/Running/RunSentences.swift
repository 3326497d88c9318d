internal import DewarContract
internal import DewarLinux
internal import DewarRouting
internal import DewarServer

/// Turns what keeps an app from serving into sentences: what happened, why, what to do.
enum RunSentences {
    /// The words, and the code that the program ends with.
    static func text(for error: any Error) -> (text: String, code: Int32) {
        switch error {
        case let error as SetUpError: (error.description, Contract.setUpFailed)
        case let error as StartError: ("error: a start function failed: \(error.original)", Contract.setUpFailed)
        case is RunInTask:
            (
                "error: app.run() was called in a task, where it would keep others from running\n"
                    + "  hint: a program that awaits ends with `try await app.serve()`", Contract.setUpFailed
            )
        case let problem as RunArguments.Problem: (RunArguments.sentence(problem), 2)
        case let error as Listening.UnknownHost:
            (
                "error: cannot listen on '\(error.host)'\n"
                    + "  hint: --host takes an address: 127.0.0.1, ::1, 0.0.0.0 for every interface, unix:/run/app.sock, "
                    + "or several between commas", 2
            )
        case let error as SystemError where error.call == "bind":
            ("error: could not listen on \(error.subject): \(error.reason)\n\(hint(error))", 1)
        case let error as SystemError: ("error: \(error.call) \(error.subject): \(error.reason)", 1)
        default: ("error: \(error)", 1)
        }
    }

    /// The same for the tool, with the first place that is known.
    static func message(for error: any Error, _ text: String) -> AppMessage {
        let place = (error as? SetUpError)?.problems.lazy.compactMap(\.place).first
        return AppMessage(.failed, message: text, file: place.map { "\($0.file)" }, line: place.map { Int($0.line) })
    }

    /// A view that computes for long: nobody else on its event loop is answered meanwhile.
    static func slow(_ view: SlowView) -> String {
        let route = view.request.route
        let place = route.place.map { ", view at \($0)" } ?? ""
        return "warning: \(route.endpoint ?? route.rule.text) has kept its event loop busy for \(view.milliseconds) ms "
            + "(\(view.request.method) \(view.request.path)\(place))\n"
            + "  hint: options: [.blocking] gives it a thread of its own; nobody else on this loop is answered meanwhile"
    }

    /// `dewar run NAME` for a name that the app does not know.
    static func noCommand(_ name: String, known: [String]) -> String {
        let why = known.isEmpty ? "it has none" : "it has " + known.joined(separator: ", ")
        let near = nearest(to: name, among: known).map { "dewar run \($0)" }
        return "error: the app has no command `\(name)`\n  \(why)\n"
            + "  hint: \(near ?? "app.command(\"\(name)\") { … } makes one")"
    }

    private static func hint(_ error: SystemError) -> String {
        let port = error.subject.split(separator: ":").last.flatMap { Int($0) }
        return "  hint: choose another port: --port \((port ?? 8000) + 1)"
    }
}

/// `run` was called by something asynchronous, by way of a function that is not.
struct RunInTask: Error {}
