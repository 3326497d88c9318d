internal import DewarContract
internal import DewarLinux
internal import FoundationEssentials

extension AppInquiry {
    /// Every endpoint, in the order in which the app tries its rules.
    func routes() throws -> [RouteListing] {
        try ask([Contract.mode: "routes"])
    }

    /// Who would answer a request: `GET /users/5`.
    func match(_ request: String) throws -> MatchListing {
        try ask([Contract.mode: "match", Contract.match: request])
    }

    /// Where the app looks for templates, its own folder first.
    func templateFolders() throws -> [TemplateFolder] {
        try ask([Contract.mode: "templates"])
    }

    /// Runs the app's own command of that name.
    func runCommand(_ name: String, arguments: [String]) throws -> ExitCode {
        let exit = try runAtTerminal([Contract.mode: "run \(name)"], arguments: arguments)
        switch exit {
        case .code(Contract.noSuchCommand): return .failed
        case .code(let code): return ExitCode(rawValue: code)
        case .signal(let signal): throw InquiryFault.crashed(signal: signal)
        }
    }

    private func ask<Value: Decodable>(_ variables: [String: String]) throws -> Value {
        let answer = try run(variables)
        switch answer.exit {
        case .code(Contract.setUpFailed): throw InquiryFault.setUp
        case .signal(let signal): throw InquiryFault.crashed(signal: signal)
        case .code(let code):
            let values = answer.lines.lazy.compactMap { try? JSONDecoder().decode(Value.self, from: Data($0)) }
            guard let value = values.first else { throw InquiryFault.noAnswer(exit: code) }
            return value
        }
    }
}
