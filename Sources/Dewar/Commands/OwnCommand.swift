internal import DewarContract

/// A command of the app's own, run with `dewar run NAME`.
package struct OwnCommand: Sendable {
    package var name: String
    package var body: @Sendable ([String]) async throws -> Void
    package var place: Place
}

extension App {
    /// Adds a command of the app's own (Flask: cli.command). It gets the arguments behind its name.
    ///
    /// ```swift
    /// app.command("seed") { arguments in try await fill(count: Int(arguments.first ?? "10") ?? 10) }
    /// // dewar run seed 100
    /// ```
    /// What it throws is told on stderr, and the program ends with 1.
    public func command(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        _ body: @escaping @Sendable (_ arguments: [String]) async throws -> Void
    ) {
        let place = Place(file, line)
        registrations.add(at: place) { $0.commands.append(OwnCommand(name: name, body: body, place: place)) }
    }
}

extension Site {
    /// Runs a command; the code that the program ends with.
    func run(_ name: String, _ arguments: [String]) async -> Int32 {
        guard let command = commands.first(where: { $0.name == name }) else {
            Console.error(RunSentences.noCommand(name, known: commands.map(\.name)))
            return Contract.noSuchCommand
        }
        do {
            try await runStartHooks()
            try await command.body(arguments)
            await runStopHooks()
            return 0
        } catch {
            Console.error("error: \(name): \(error)")
            await runStopHooks()
            return 1
        }
    }
}
