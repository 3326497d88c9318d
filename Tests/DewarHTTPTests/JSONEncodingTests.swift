import DewarHTTP
import Foundation
import Testing

@Suite("JSON encoding")
struct JSONEncodingTests {
    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSON.encode(value), as: UTF8.self)
    }

    @Test("sorts the members of every level by code point")
    func sortsKeys() throws {
        let object: JSONValue = [
            "b": 1, "a": 2, "C": 3, "é": 4, "10": 5, "9": 6, "nested": ["z": 1, "y": ["k": 1, "j": 2]],
        ]
        let expected = #"{"10":5,"9":6,"C":3,"a":2,"b":1,"nested":{"y":{"j":2,"k":1},"z":1},"\u00e9":4}"#
        #expect(try text(object) == expected)
    }

    @Test("orders keys by their scalars, not by their escapes")
    func sortsEscapedKeys() throws {
        let object = ["\u{7F}": 1, "~": 2, "\n": 3, " ": 4, "\"": 5, "a": 6, "\u{10FFFF}": 7, "\u{FFFD}": 8]
        let expected =
            #"{"\n":3," ":4,"\"":5,"a":6,"~":2,"\u007f":1,"\ufffd":8,"\udbff\udfff":7}"#
        #expect(try text(object) == expected)
    }

    @Test(
        "writes strings in ASCII with Python's escapes",
        arguments: [
            ("Zoë 世界 🎉", #""Zo\u00eb \u4e16\u754c \ud83c\udf89""#),
            ("</script>&'\"<b>", #""</script>&'\"<b>""#),
            ("\u{0}\u{1F}\t\n\r\u{8}\u{C}\u{7F}\\/", #""\u0000\u001f\t\n\r\b\f\u007f\\/""#),
            ("", #""""#),
            ("\u{2028}\u{80}\u{7FF}\u{800}\u{FFFF}", #""\u2028\u0080\u07ff\u0800\uffff""#),
        ])
    func strings(value: String, expected: String) throws {
        #expect(try text(value) == expected)
    }

    @Test(
        "writes numbers as Python's repr does",
        arguments: [
            (0.1, "0.1"), (100, "100.0"), (-0.0, "-0.0"), (1e15, "1000000000000000.0"),
            (9_007_199_254_740_994, "9007199254740994.0"), (9_999_999_999_999_998, "9999999999999998.0"),
            (1e16, "1e+16"), (1.5e-7, "1.5e-07"), (0.0001, "0.0001"), (0.00001, "1e-05"), (1e22, "1e+22"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (3.5, "3.5"),
        ] as [(Double, String)])
    func doubles(value: Double, expected: String) throws {
        #expect(try text(value) == expected)
    }

    @Test("writes integers of every width")
    func integers() throws {
        #expect(try text([Int.min, .max, 0, -7]) == "[-9223372036854775808,9223372036854775807,0,-7]")
        #expect(try text(UInt64.max) == "18446744073709551615")
        #expect(try text([Int8.min]) == "[-128]")
        #expect(try text([UInt8.max]) == "[255]")
    }

    private struct Everything: Encodable {
        var when = Date(timeIntervalSince1970: 1_709_209_845)
        var id = UUID(uuidString: "6B1D5E0A-9C2F-4D7E-8F10-0123456789AB")
        var price = Decimal(string: "10.25")
        var stamp = HTTPDate(secondsSince1970: 0)
        var link = URL(string: "https://example.com/?a=b")
        var none: String?
        var list: [Int]? = [1]
        var truth = true
        var ratio: Float = 0.1
        var small: UInt8 = 7
    }

    @Test("writes dates as HTTP dates, UUIDs and decimals as strings, and leaves out nil")
    func knownTypes() throws {
        let expected =
            #"{"id":"6b1d5e0a-9c2f-4d7e-8f10-0123456789ab","link":"https://example.com/?a=b","list":[1],"#
            + #""price":"10.25","ratio":0.1,"small":7,"stamp":"Thu, 01 Jan 1970 00:00:00 GMT","truth":true,"#
            + #""when":"Thu, 29 Feb 2024 12:30:45 GMT"}"#
        #expect(try text(Everything()) == expected)
    }

    @Test("takes values of several types in one dictionary")
    func mixedDictionary() throws {
        let object: [String: any Encodable] = ["id": 7, "name": "Ada", "tags": ["x"], "ok": true, "n": Int?.none]
        let bytes = try JSON.encode(object: object, lineFeed: true)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "{\"id\":7,\"n\":null,\"name\":\"Ada\",\"ok\":true,\"tags\":[\"x\"]}\n")
    }

    private class Animal: Encodable {
        var name = "Rex"
    }

    private final class Dog: Animal {
        enum Keys: String, CodingKey { case legs, breed }

        override func encode(to encoder: any Encoder) throws {
            try super.encode(to: encoder)
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(4, forKey: .legs)
            try container.encode(["kind": "collie"], forKey: .breed)
        }
    }

    @Test("puts what a class and its superclass encode into one object")
    func superclass() throws {
        #expect(try text(Dog()) == #"{"breed":{"kind":"collie"},"legs":4,"name":"Rex"}"#)
    }

    private struct Interleaved: Encodable {
        enum Keys: String, CodingKey { case z, a, m, up, x }

        func encode(to encoder: any Encoder) throws {
            var outer = encoder.container(keyedBy: Keys.self)
            var first = outer.nestedContainer(keyedBy: Keys.self, forKey: .z)
            var second = outer.nestedUnkeyedContainer(forKey: .a)
            try first.encode(2, forKey: .x)
            try second.encode("one")
            try outer.encode("middle", forKey: .m)
            try first.encode(1, forKey: .a)
            var deep = second.nestedContainer(keyedBy: Keys.self)
            try deep.encode(true, forKey: .m)
            try second.encodeNil()
            try deep.encode(false, forKey: .a)
            try 5.encode(to: outer.superEncoder(forKey: .up))
        }
    }

    @Test("lets nested containers be written side by side")
    func interleaved() throws {
        #expect(
            try text([Interleaved(), Interleaved()])
                == #"[{"a":["one",{"a":false,"m":true},null],"m":"middle","up":5,"z":{"a":1,"x":2}},"#
                + #"{"a":["one",{"a":false,"m":true},null],"m":"middle","up":5,"z":{"a":1,"x":2}}]"#)
    }

    private struct Nothing: Encodable {
        func encode(to encoder: any Encoder) {}
    }

    private struct Fails: Encodable {
        struct Reason: Error {}
        var before = 1

        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            try container.encode(before)
            throw Reason()
        }
    }

    private struct Catches: Encodable {
        enum Keys: String, CodingKey { case a, b, c }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(1, forKey: .c)
            try? container.encode(Fails(), forKey: .b)
            try container.encode(2, forKey: .a)
        }
    }

    @Test("takes back what a failed value has written")
    func failure() throws {
        #expect(throws: Fails.Reason.self) { try JSON.encode(["a": Fails()]) }
        #expect(try text(Catches()) == #"{"a":2,"c":1}"#)
        #expect(try text(["x": Nothing()]) == #"{"x":{}}"#)
    }

    @Test("refuses a number that is not finite, and says where it is")
    func notFinite() {
        #expect {
            try JSON.encode(["list": [1, Double.nan]])
        } throws: { error in
            guard case EncodingError.invalidValue(_, let context) = error else { return false }
            return context.codingPath.map(\.stringValue) == ["list", "1"]
        }
    }

    @Test("keeps the last of members with equal keys")
    func equalKeys() throws {
        struct Twice: Encodable {
            enum Keys: String, CodingKey { case a, b }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Keys.self)
                for (key, value) in [(Keys.b, 1), (.a, 2), (.b, 3)] { try container.encode(value, forKey: key) }
            }
        }
        #expect(try text(Twice()) == #"{"a":2,"b":3}"#)
    }

    @Test("writes the same from many threads at once")
    func concurrent() async throws {
        let expected = try JSON.encode(Everything())
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { (try? JSON.encode(Everything())) == expected } }
            for await same in group { #expect(same) }
        }
    }
}
