/// Cutting, filling and changing strings.
extension Filters {
    static let text: [Builtin] = [
        Builtin("string", "The value as a string; safe text stays safe.") { call in
            call.input.isString ? call.input : .text(try call.inputText)
        },
        Builtin("trim", "(chars=none)", "Without white space, or the given characters, at both ends.") { call in
            let characters = call[0].isNone ? nil : try call.string(0)
            return call.like(try call.inputText.stripped(of: characters))
        },
        Builtin(
            "replace", "(old, new, count=none)",
            "With all occurrences of `old`, or the first `count`, replaced by `new`.", replace),
        Builtin("center", "(width=80)", "In the middle of a line of this width.") { call in
            let text = try call.inputText
            let width = try call.int(0)
            try call.renderer.checkSize(items: max(width, 0), bytesEach: 1)
            return call.like(text.padded(width, .center))
        },
        Builtin(
            "indent", "(width=4, first=false, blank=false)",
            "With each line but the first, and but empty ones, indented by so many spaces, or by a string.",
            indent),
        Builtin(
            "truncate", "(length=255, killwords=false, end='...', leeway=none)",
            "Cut to this length, at the end of a word unless `killwords` is true; what is over it by no more than the "
                + "leeway of 5 stays.", truncate),
        Builtin(
            "wordwrap", "(width=79, break_long_words=true, wrapstring=none, break_on_hyphens=true)",
            "Broken into lines of at most this width.", wordwrap),
        Builtin("wordcount", "The number of words.") { call in .int(countWords(try call.inputText)) },
        Builtin(
            "format", "(*values, **keywords)",
            "The values filled into a printf-style pattern: `\"%s is %d\"|format(name, age)`.", format),
        Builtin("striptags", "Without its tags, white space made single spaces, entities decoded.") { call in
            .text(TagStripping.strip(try call.inputText))
        },
    ]

    private static func replace(_ call: Call) throws -> Value {
        let limit = call[2].isNone ? -1 : try call.int(2)
        let old = try call.text(0)
        guard call.autoescape else { return .text(try replaced(call.inputText, old, call.text(1), limit, call)) }
        let isSafe = call.input.isSafe || call[0].isSafe || call[1].isSafe
        guard isSafe else { return .text(try replaced(call.inputText, old, call.text(1), limit, call)) }
        // One part is safe: what is not is escaped first, but for the text that is searched for.
        let escapesInput = !call.input.isMarkup && (call[0].isSafe || call[1].isSafe)
        let input = escapesInput ? try Printing.escaped(call.input, call.renderer) : try call.inputText
        let result = try replaced(input, old, Printing.escaped(call[1], call.renderer), limit, call)
        return escapesInput || call.input.isMarkup ? .markup(result) : .text(result)
    }

    private static func replaced(
        _ text: Text, _ old: Text, _ new: Text, _ limit: Int, _ call: Call
    ) throws -> Text {
        if new.count > old.count {
            let most = old.isEmpty ? text.count + 1 : text.count / old.count
            let times = limit < 0 ? most : min(limit, most)
            if (try? call.renderer.checkSize(items: times, bytesEach: new.count)) == nil {
                let exact = limit < 0 ? text.occurrences(of: old) : min(limit, text.occurrences(of: old))
                try call.renderer.checkSize(items: exact, bytesEach: new.count)
            }
        }
        return text.replacing(old, with: new, limit: limit)
    }

    private static func indent(_ call: Call) throws -> Value {
        guard let text = call.input.asText else {
            if case .list = call.input { throw call.inputLacks("splitlines") }
            throw call.inputMistyped("str")
        }
        let indention: Text
        if let written = call[0].asText {
            indention = written
        } else {
            let width = try call.int(0)
            try call.renderer.checkSize(items: max(width, 0), bytesEach: 1)
            indention = Text.space.repeated(width)
        }
        let indentsBlank = try call.bool(2)
        let lines = text.appending(.newline).lines()
        try call.renderer.checkSize(items: lines.count, bytesEach: max(indention.count, 1))
        let output = OutputBuffer(capacity: text.count + lines.count * (indention.count + 1))
        for (i, line) in lines.enumerated() {
            if i > 0 { output.append(byte: UInt8(ascii: "\n")) }
            let isIndented = i == 0 ? try call.bool(1) : indentsBlank || !line.isEmpty
            if isIndented { output.append(indention) }
            output.append(line)
        }
        return call.like(output.take(from: 0))
    }

    private static func truncate(_ call: Call) throws -> Value {
        let length = try call.int(0)
        let leeway = call[3].isNone ? 5 : try call.int(3)
        let end = try call.string(2)
        if length < end.length {
            throw Failure(.assertionPython, "expected length >= \(end.length), got \(length)")
        }
        if leeway < 0 { throw Failure(.assertionPython, "expected leeway >= 0, got \(leeway)") }
        if try call.renderer.length(call.input) <= min(length, Int.max - leeway) + leeway {
            return call.input
        }
        guard let text = call.input.asText else { throw call.inputMistyped("str") }
        var kept = text.prefix(length - end.length)
        if try !call.bool(1), let space = kept.findLast(.space) { kept = kept.slice(0, space) }
        switch (call.input.isMarkup, call[2].isMarkup) {
        case (true, true): return .markup(kept.appending(end))
        case (true, false): return .markup(kept.appending(end.escaped))
        case (false, true): return .markup(kept.escaped.appending(end))
        case (false, false): return .text(kept.appending(end))
        }
    }

    private static func wordwrap(_ call: Call) throws -> Value {
        guard let text = call.input.asText else { throw call.inputLacks("splitlines") }
        let wrap = WordWrap(
            width: try call.int(0), breaksLongWords: try call.bool(1), breaksOnHyphens: try call.bool(3))
        let newline =
            call[2].isNone ? Text.make(call.renderer.environment.settings.syntax.newlineSequence) : try call.string(2)
        let paragraphs = text.lines()
        if wrap.width <= 0, !paragraphs.isEmpty {
            throw Failure.value("invalid width \(wrap.width) (must be > 0)")
        }
        let wrapped = paragraphs.map { newline.joining(wrap.lines($0)) }
        if call[2].isMarkup { return .markup(newline.joining(wrapped.map(\.escaped))) }
        return .text(newline.joining(wrapped))
    }

    private static func countWords(_ text: Text) -> Int {
        var count = 0
        var isInWord = false
        for scalar in text.scalars {
            let belongsToWord = scalar.isWordCharacter
            if belongsToWord, !isInWord { count += 1 }
            isInWord = belongsToWord
        }
        return count
    }

    private static func format(_ call: Call) throws -> Value {
        let keywords = call.keywords ?? Dict()
        if !call.varargs.isEmpty, keywords.count > 0 {
            throw Failure.filterArgument("can't handle positional and keyword arguments at the same time")
        }
        let values = keywords.count > 0 ? Value.dict(keywords) : .tuple(call.varargs)
        return try PercentFormat.apply(call.inputText, isMarkup: call.input.isMarkup, values, call.renderer)
    }
}
