/// The questions of a project's skeleton and features, and how each is answered: by what the command line says, by what
/// a person types at a terminal, else by its default.
struct Questionnaire {
    /// `title=My shop`, as the command line gave it.
    var given: [String]
    /// Asks a person: the question and the default, for what was typed; nil where nobody is there to be asked.
    var ask: ((_ question: String, _ fallback: String) -> String?)?
    /// What the questions were answered with.
    private(set) var answers: [String: Answer] = [:]

    init(given: [String], ask: ((String, String) -> String?)? = nil) {
        self.given = given
        self.ask = ask
    }

    /// Answers the questions of all `manifests`, into `variables`.
    mutating func answer(_ manifests: [SkeletonManifest], _ variables: inout Variables) throws(SkeletonFault) {
        let questions = manifests.flatMap { $0.questions ?? [] }
        let said = try parsed(questions)
        for question in questions {
            let answer: Answer
            if let given = said[question.name] { answer = given } else { answer = try asked(question, variables) }
            answers[question.name] = answer
            switch answer {
            case .text(let text): variables.set(question.name, text)
            case .number(let number): variables.set(question.name, number)
            case .flag(let flag): variables.set(question.name, flag)
            }
        }
    }

    private func parsed(_ questions: [SkeletonManifest.Question]) throws(SkeletonFault) -> [String: Answer] {
        var said: [String: Answer] = [:]
        for line in given {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let question = questions.first(where: { $0.name == parts[0] }) else {
                throw .unknownAnswer(line, known: questions.map(\.name))
            }
            guard let answer = question.answer(parts[1]) else {
                throw .badAnswer(parts[1], question: question.name, expected: question.expected)
            }
            said[question.name] = answer
        }
        return said
    }

    private func asked(_ question: SkeletonManifest.Question, _ variables: Variables) throws(SkeletonFault) -> Answer {
        var fallback = question.default
        if case .text(let text) = fallback {
            fallback = .text(try variables.render(text, of: SkeletonManifest.fileName))
        }
        guard let ask else { return fallback }
        guard try variables.holds(question.when) else { return fallback }
        let choices = question.kind == .text ? "" : " (\(question.expected))"
        while let typed = ask(question.question + choices, fallback.text) {
            if typed.isEmpty { break }
            if let answer = question.answer(typed) { return answer }
        }
        return fallback
    }
}
