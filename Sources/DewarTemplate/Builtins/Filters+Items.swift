/// Lists and other values with items.
extension Filters {
    static let items: [Builtin] = [
        length, length.alias("count"),
        Builtin("list", "The items as a list; of a string, its characters.") { call in .list(try call.inputItems) },
        Builtin("first", "The first item.") { call in
            let first = try call.renderer.iterator(over: call.input).next()
            return first ?? call.renderer.undefined(.hint("No first item, sequence was empty."))
        },
        Builtin("last", "The last item.") { call in
            if let list = call.input.asItems, let last = list.items.last { return last }
            if let text = call.input.asText, let last = text.character(-1) { return call.like(last) }
            let last = try call.reversedItems().first
            return last ?? call.renderer.undefined(.hint("No last item, sequence was empty."))
        },
        Builtin("random", "One of the items, at random.") { call in
            let count = try call.renderer.length(call.input)
            if count == 0 { return call.renderer.undefined(.hint("No random item, sequence was empty.")) }
            return try PythonAccess.item(call.input, .int(.random(in: 0..<count)), call.renderer)
        },
        Builtin("reverse", "The items from the last to the first; of a string, its characters.", reverse),
        Builtin(
            "join", "(d='', attribute=none)", "The items, or an attribute of each, as one string with `d` in between.",
            join),
        Builtin("items", "The pairs of key and value of a dictionary; none if it is undefined.") { call in
            switch call.input {
            case .undefined: return .object(ListIterator(List([])))
            case .dict(let dict): return .object(DictIterator(dict, .items))
            default: throw Failure.type("Can only get item pairs from a mapping.")
            }
        },
        Builtin(
            "batch", "(linecount, fill_with=none)",
            "Lists of so many items each; the last is filled up with `fill_with`, if given.", batch),
        Builtin(
            "slice", "(slices, fill_with=none)",
            "So many lists of about the same length; shorter ones are filled up with `fill_with`, if given.", slice),
        Builtin(
            "sum", "(attribute=none, start=0)", "The sum of the items, or of an attribute of each, added to `start`.",
            sum),
    ]

    private static let length = Builtin("length", "The number of items, or of characters.") { call in
        .int(try call.renderer.length(call.input))
    }

    private static func reverse(_ call: Call) throws -> Value {
        if let text = call.input.asText {
            if text.isASCII { return call.like(Text.make(text.bytes.reversed())) }
            var reversed = String.UnicodeScalarView()
            reversed.append(contentsOf: text.scalars.reversed())
            return call.like(Text.make(String(reversed)))
        }
        if case .object(let object) = call.input, object is ValueIterator {
            return .list(try call.inputItems.reversed())
        }
        guard call.renderer.isIterable(call.input) else {
            if case .undefined(let undefined) = call.input { throw undefined.failure }
            throw Failure.filterArgument("argument must be iterable")
        }
        return .object(ListIterator(List(try call.inputItems.reversed())))
    }

    // MARK: join and sum

    private static func join(_ call: Call) throws -> Value {
        var items = try call.inputItems
        if !call[1].isNone {
            let path = AttributePath(call[1])
            let renderer = call.renderer
            items = try items.map { try path.value(of: $0, renderer) }
        }
        let makesSafe = call.autoescape && (call[0].isSafe || items.contains { $0.isSafe })
        let output = OutputBuffer(capacity: 64 + items.count * 8, limit: call.renderer.limits.maximumValueBytes)
        let separator = makesSafe ? try Printing.escaped(call[0], call.renderer) : try call.text(0)
        for (i, item) in items.enumerated() {
            if i > 0 { output.append(separator) }
            if makesSafe {
                try Printing.writeEscaped(item, to: output, call.renderer)
            } else {
                try Printing.write(item, to: output, call.renderer)
            }
            try call.renderer.checkSize(of: output)
        }
        let text = output.take(from: 0)
        return makesSafe ? .markup(text) : .text(text)
    }

    private static func sum(_ call: Call) throws -> Value {
        if call[1].isString { throw Failure.type("sum() can't sum strings [use ''.join(seq) instead]") }
        let path = AttributePath(call[0])
        var sum = call[1]
        let iterator = try call.renderer.iterator(over: call.input)
        while let item = try call.renderer.next(iterator) {
            sum = try Arithmetic.apply(.add, sum, path.value(of: item, call.renderer), call.renderer)
        }
        return sum
    }

    // MARK: batch and slice

    private static func batch(_ call: Call) throws -> Value {
        let size = try call.int(0)
        let filler = call[1]
        let renderer = call.renderer
        let input = call.input
        var source: ValueIterator?
        var batch: [Value] = []
        var isDone = false
        return .object(
            ClosureIterator {
                if isDone { return nil }
                let items = try source ?? renderer.iterator(over: input)
                source = items
                while let item = try renderer.next(items) {
                    if batch.count == size {
                        defer { batch = [item] }
                        return .list(batch)
                    }
                    try renderer.checkSize(items: batch.count + 1)
                    batch.append(item)
                }
                isDone = true
                if batch.isEmpty { return nil }
                if !filler.isNone, batch.count < size {
                    try renderer.checkSize(items: size)
                    batch.append(contentsOf: repeatElement(filler, count: size - batch.count))
                }
                return .list(batch)
            })
    }

    private static func slice(_ call: Call) throws -> Value {
        let count = try call.int(0)
        let filler = call[1]
        let renderer = call.renderer
        let input = call.input
        var items: [Value]?
        var number = 0
        var start = 0
        return .object(
            ClosureIterator {
                let all = try items ?? renderer.items(of: input)
                items = all
                if count == 0 { throw Failure(.zeroDivision, "integer division or modulo by zero") }
                guard number < count else { return nil }
                // The first lists have one item more if the items do not come out even.
                let hasExtra = number < all.count % count
                let end = start + all.count / count + (hasExtra ? 1 : 0)
                var part = Array(all[start..<end])
                if !filler.isNone, !hasExtra { part.append(filler) }
                number += 1
                start = end
                return .list(part)
            })
    }
}
