import Foundation

/// `conformance MODE`: reads one case a line on stdin, writes one answer a line on stdout, both JSON.
///
/// A mode turns the text of a case into the text of its answer; what it cannot do it throws, and the case is answered with
/// `{"id": …, "error": "why"}`. A bad case never ends the run.
typealias Mode = @Sendable (_ line: String) throws -> String

let modes: [String: Mode] = [
    "routing": RoutingMode.answer,
    "session": SessionMode.answer,
    "template": TemplateMode.answer,
]

/// A mode whose part of Dewar is not there.
struct Unsupported: Error, CustomStringConvertible {
    var description: String
}

func answer(_ line: String, with mode: Mode) -> String {
    do {
        return try mode(line)
    } catch {
        let read = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
        let answer: [String: Any] = ["id": read?["id"] ?? NSNull(), "error": "\(error)"]
        let data = try? JSONSerialization.data(withJSONObject: answer, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}

let known = ["template", "routing", "session", "bench-template"]
guard let name = CommandLine.arguments.dropFirst().first, known.contains(name) else {
    FileHandle.standardError.write(Data("usage: conformance \(known.joined(separator: "|"))\n".utf8))
    exit(2)
}
if name == "bench-template" {
    guard let path = CommandLine.arguments.dropFirst(2).first else {
        FileHandle.standardError.write(Data("usage: conformance bench-template FILE [--rows]\n".utf8))
        exit(2)
    }
    do { try BenchTemplateMode.run(path, rows: CommandLine.arguments.contains("--rows")) } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        exit(1)
    }
    exit(0)
}
let mode = modes[name] ?? { _ in throw Unsupported(description: "\(name) is not supported") }
while let line = readLine() {
    print(answer(line, with: mode))
    fflush(nil)
}
