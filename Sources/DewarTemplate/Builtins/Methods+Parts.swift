/// Methods of strings about their parts.
extension Methods {
    static let parts: [Builtin] = [
        Builtin("split", "(sep=none, maxsplit=-1)", "The parts between separators, or the words between white space.") {
            call in
            let limit = try call.int(1)
            guard let separator = try separator(call) else { return texts(call, call.receiver.words(limit: limit)) }
            return texts(call, call.receiver.split(separator, limit: limit))
        },
        Builtin("rsplit", "(sep=none, maxsplit=-1)", "As `split`, but beginning from the right.") { call in
            let limit = try call.int(1)
            guard let separator = try separator(call) else {
                return texts(call, call.receiver.wordsFromRight(limit: limit))
            }
            return texts(call, call.receiver.splitFromRight(separator, limit: limit))
        },
        Builtin("splitlines", "(keepends=false)", "The lines.") { call in
            texts(call, call.receiver.lines(keepingEnds: try call.int(0) != 0))
        },
        Builtin("partition", "(sep)", "What is before the separator, the separator, what is after it.") { call in
            try partition(call, fromRight: false)
        },
        Builtin("rpartition", "(sep)", "As `partition`, with the last separator.") { call in
            try partition(call, fromRight: true)
        },
        Builtin("startswith", "(prefix, start=none, end=none)", "True if it begins so, or so, for a tuple.") { call in
            try hasAffix(call) { $0.hasPrefix($1) }
        },
        Builtin("endswith", "(suffix, start=none, end=none)", "True if it ends so, or so, for a tuple.") { call in
            try hasAffix(call) { $0.hasSuffix($1) }
        },
        Builtin("find", "(sub, start=none, end=none)", "Where a string first occurs; -1 if it does not.") { call in
            .int(try place(call, last: false) ?? -1)
        },
        Builtin("rfind", "(sub, start=none, end=none)", "Where a string last occurs; -1 if it does not.") { call in
            .int(try place(call, last: true) ?? -1)
        },
        Builtin("index", "(sub, start=none, end=none)", "As `find`, but an error if it does not occur.") { call in
            .int(try found(place(call, last: false)))
        },
        Builtin("rindex", "(sub, start=none, end=none)", "As `rfind`, but an error if it does not occur.") { call in
            .int(try found(place(call, last: true)))
        },
        Builtin("count", "(sub, start=none, end=none)", "How often a string occurs.") { call in
            let part = try call.string(0)
            return .int(try window(call)?.text.occurrences(of: part) ?? 0)
        },
        Builtin("removeprefix", "(prefix)", "Without this beginning.") { call in
            call.like(call.receiver.removingPrefix(try call.string(0)))
        },
        Builtin("removesuffix", "(suffix)", "Without this end.") { call in
            call.like(call.receiver.removingSuffix(try call.string(0)))
        },
        stripping("strip", "Without white space, or the given characters, at both ends.", .both),
        stripping("lstrip", "Without white space, or the given characters, at the beginning.", .left),
        stripping("rstrip", "Without white space, or the given characters, at the end.", .right),
    ]

    private static func texts(_ call: Call, _ texts: [Text]) -> Value {
        let isMarkup = call.input.isMarkup
        return .list(texts.map { isMarkup ? .markup($0) : .text($0) })
    }

    private static func separator(_ call: Call) throws -> Text? {
        if call[0].isNone { return nil }
        let separator = try call.string(0)
        if separator.isEmpty { throw Failure.value("empty separator") }
        return separator
    }

    private static func partition(_ call: Call, fromRight: Bool) throws -> Value {
        guard let separator = try separator(call) else { throw call.mistyped(0, "str") }
        let isMarkup = call.input.isMarkup
        let parts = call.receiver.partitioned(by: separator, fromRight: fromRight)
        return .tuple(parts.map { isMarkup ? .markup($0) : .text($0) })
    }

    private static func stripping(_ name: String, _ summary: String, _ end: Text.End) -> Builtin {
        Builtin(name, "(chars=none)", summary) { call in
            call.like(call.receiver.stripped(end, of: call[0].isNone ? nil : try call.string(0)))
        }
    }

    // MARK: From one index to another

    /// The part from `start` to `end` and the index at which it begins; nil if it begins behind the end.
    private static func window(_ call: Call) throws -> (text: Text, start: Int)? {
        let text = call.receiver
        if call[1].isNone, call[2].isNone { return (text, 0) }
        let length = text.length
        func clipped(_ place: Int, _ fallback: Int) throws -> Int {
            guard !call[place].isNone else { return fallback }
            let index = try call.int(place)
            return index < 0 ? max(index + length, 0) : index
        }
        let start = try clipped(1, 0)
        let end = min(try clipped(2, length), length)
        guard start <= end else { return nil }
        return (text.slice(text.offset(ofCodePoint: start), text.offset(ofCodePoint: end)), start)
    }

    private static func place(_ call: Call, last: Bool) throws -> Int? {
        let part = try call.string(0)
        guard let (text, start) = try window(call) else { return nil }
        return (last ? text.findLast(part) : text.find(part)).map { start + text.index(ofOffset: $0) }
    }

    private static func found(_ place: Int?) throws -> Int {
        guard let place else { throw Failure.value("substring not found") }
        return place
    }

    private static func hasAffix(_ call: Call, _ has: (Text, Text) -> Bool) throws -> Value {
        let affixes: [Text]
        if case .tuple(let list) = call[0] {
            affixes = try list.items.map { item in
                guard let text = item.asText else {
                    throw Failure.type(
                        "tuple for \(call.builtin.name) must only contain str, not \(item.typeName)")
                }
                return text
            }
        } else {
            affixes = [try call.string(0)]
        }
        guard let text = try window(call)?.text else { return .bool(false) }
        return .bool(affixes.contains { has(text, $0) })
    }
}
