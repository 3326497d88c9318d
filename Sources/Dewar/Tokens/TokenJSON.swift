internal import DewarHTTP

/// The JSON in tokens: as compact as it gets, what is not ASCII as it is.
enum TokenJSON {
    static func bytes(_ value: some Encodable) throws -> [UInt8] { unescaped(try JSON.encode(value)) }

    static func value<Value: Decodable>(_ json: [UInt8]) throws(TokenError) -> Value {
        do { return try JSON.decode(Value.self, from: json) } catch { throw .badPayload }
    }

    /// The text with `\u00e9` and the like written out; only what JSON must escape stays so.
    private static func unescaped(_ json: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(json.count)
        var units: [UInt16] = []
        var place = 0
        while place < json.count {
            if json[place] == UInt8(ascii: "\\"), let unit = unit(json, place), unit >= 0x7F {
                units.append(unit)
                place += 6
                continue
            }
            text += String(decoding: units, as: UTF16.self).utf8
            units = []
            // Two bytes at once, so that the second backslash of a pair begins nothing.
            let count = json[place] == UInt8(ascii: "\\") ? 2 : 1
            text += json[place..<min(place + count, json.count)]
            place += count
        }
        return text
    }

    private static func unit(_ json: [UInt8], _ place: Int) -> UInt16? {
        guard place + 6 <= json.count, json[place + 1] == UInt8(ascii: "u") else { return nil }
        return UInt16(String(decoding: json[place + 2..<place + 6], as: UTF8.self), radix: 16)
    }
}
