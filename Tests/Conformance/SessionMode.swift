import Dewar
import DewarHTTP
import Foundation

/// `conformance session`: signed cookies, tokens and password hashes, as `Fixtures/conformance/session/README.md` says.
package enum SessionMode {
    package static func answer(_ line: String) throws -> String {
        let test = try JSONReader.node(line)
        let id = JSONNode.Member("id", test["id"] ?? .null)
        do {
            return JSONNode.object([id, try result(test)]).text()
        } catch let error as TokenError {
            return JSONNode.object([id, JSONNode.Member("rejected", .string("\(error)"))]).text()
        }
    }

    private static func result(_ test: JSONNode) throws -> JSONNode.Member {
        switch test["group"]?.string {
        case "session-dump":
            let values = test["payload"]?.members.map { ($0.name, $0.value.sessionValue) } ?? []
            let text = try cookie(test).text(Dictionary(uniqueKeysWithValues: values), at: test["timestamp"]?.int)
            return JSONNode.Member("cookie", .string(text))
        case "session-load":
            let values = try cookie(test).values(
                test["cookie"]?.string ?? "", lifetime: test["lifetime"]?.int ?? 0, now: test["now"]?.int)
            return JSONNode.Member("accepted", JSONNode(.dictionary(values)))
        case "token-dump": return JSONNode.Member("token", .string(token(test)))
        case "token-load": return JSONNode.Member("accepted", try JSONReader.node(try payload(test)))
        case "signer":
            let signer = Signer(
                keys: [test["key"]?.string ?? ""], salt: test["salt"]?.string ?? "", derivation: derivation(test),
                digest: digest(test))
            let value = test["value"]?.string ?? ""
            let isTimed = test["signer"]?.string == "timestamp"
            let signed = isTimed ? signer.sign(value, at: test["timestamp"]?.int) : signer.sign(value)
            return JSONNode.Member("signed", .string(signed))
        case "password":
            let isValid = checkPasswordHash(test["hash"]?.string ?? "", test["password"]?.string ?? "")
            return JSONNode.Member("valid", .bool(isValid))
        case let other: return JSONNode.Member("error", .string("there is no group \(other ?? "")"))
        }
    }

    private static func cookie(_ test: JSONNode) -> SessionCookie {
        SessionCookie(
            secretKey: test["secret_key"]?.string ?? "",
            fallbacks: test["fallbacks"]?.elements.compactMap(\.string) ?? [])
    }

    private static func keys(_ test: JSONNode) -> [String] { test["keys"]?.elements.compactMap(\.string) ?? [] }

    private static func derivation(_ test: JSONNode) -> Signer.KeyDerivation {
        test["key_derivation"]?.string.flatMap { Signer.KeyDerivation(rawValue: $0) } ?? .djangoConcat
    }

    private static func digest(_ test: JSONNode) -> Digest {
        test["digest"]?.string.flatMap { Digest(rawValue: $0) } ?? .sha1
    }

    private static func token(_ test: JSONNode) -> String {
        let json = Array((test["value"] ?? .null).text().utf8)
        let (keys, salt) = (keys(test), test["salt"]?.string ?? "")
        guard test["timed"]?.bool == true else {
            return URLSafeSerializer(keys: keys, salt: salt, derivation: derivation(test), digest: digest(test))
                .dump(json: json)
        }
        return URLSafeTimedSerializer(keys: keys, salt: salt, derivation: derivation(test), digest: digest(test))
            .dump(json: json, at: test["timestamp"]?.int)
    }

    private static func payload(_ test: JSONNode) throws -> [UInt8] {
        let (keys, salt, token) = (keys(test), test["salt"]?.string ?? "", test["token"]?.string ?? "")
        guard test["timed"]?.bool == true else {
            return try URLSafeSerializer(keys: keys, salt: salt, derivation: derivation(test), digest: digest(test))
                .json(token)
        }
        return try URLSafeTimedSerializer(keys: keys, salt: salt, derivation: derivation(test), digest: digest(test))
            .json(token, maximumAge: test["max_age"]?.int, now: test["now"]?.int)
    }
}

/// Typed values, as the cases write them: `{"$tuple": [1, 2]}`.
extension JSONNode {
    fileprivate var sessionValue: SessionValue {
        switch self {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .int(let int): return .int(int)
        case .bigInt(let digits): return .float(Double(digits) ?? 0)
        case .float(let double): return .float(double)
        case .string(let text): return .string(text)
        case .array(let elements): return .list(elements.map(\.sessionValue))
        case .object(let members):
            if members.count == 1, let typed = typed(members[0]) { return typed }
            return .dictionary(Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value.sessionValue) }))
        }
    }

    private func typed(_ member: Member) -> SessionValue? {
        switch member.name {
        case "$tuple": .tuple(member.value.elements.map(\.sessionValue))
        case "$bytes": .bytes(Array(base64: member.value.string ?? "") ?? [])
        case "$markup": .markup(member.value.string ?? "")
        case "$uuid": .uuid(member.value.string ?? "")
        case "$datetime": HTTPDate(standard: member.value.string ?? "").map { .date($0) }
        default: nil
        }
    }

    fileprivate init(_ value: SessionValue) {
        func typed(_ name: String, _ node: JSONNode) -> JSONNode { .object([Member(name, node)]) }
        switch value {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .int(let int): self = .int(int)
        case .float(let double): self = .float(double)
        case .string(let text): self = .string(text)
        case .list(let elements): self = .array(elements.map { JSONNode($0) })
        case .dictionary(let members): self = .object(members.map { Member($0.key, JSONNode($0.value)) })
        case .tuple(let elements): self = typed("$tuple", .array(elements.map { JSONNode($0) }))
        case .bytes(let bytes): self = typed("$bytes", .string(bytes.base64))
        case .markup(let text): self = typed("$markup", .string(text))
        case .uuid(let text): self = typed("$uuid", .string(text))
        case .date(let date): self = typed("$datetime", .string(date.standard))
        }
    }
}

extension [UInt8] {
    fileprivate init?(base64: String) {
        guard let data = Data(base64Encoded: base64) else { return nil }
        self = Array(data)
    }

    fileprivate var base64: String { Data(self).base64EncodedString() }
}

/// Dates as `2024-02-29T12:30:45Z`.
extension HTTPDate {
    fileprivate init?(standard text: String) {
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 6 else { return nil }
        self.init(
            year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
            second: numbers[5])
    }

    fileprivate var standard: String {
        let format = ISO8601DateFormatter()
        return format.string(from: Date(timeIntervalSince1970: Double(secondsSince1970)))
    }
}
