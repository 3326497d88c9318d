package import DewarLinux
internal import Glibc

/// A program under way whose words are listened to: tests wait for what it says, not for time to pass.
///
///     let serve = try RunningProgram(DewarProgram.path, ["serve"], in: folder.path)
///     try serve.waits(for: "ready")
package final class RunningProgram {
    package let process: ChildProcess
    private let pipe: ChildPipe
    /// What was said so far.
    package private(set) var said = ""

    package init(
        _ program: String, _ arguments: [String], in folder: String, environment: [String: String] = [:]
    ) throws(SystemError) {
        pipe = try ChildPipe()
        process = try ChildProcess(
            program, arguments, environment: Host.environment.merging(environment) { $1 }, directory: folder,
            descriptors: [-1, pipe.writeEnd, pipe.writeEnd])
        pipe.closeWriteEnd()
    }

    deinit {
        process.send(SIGINT)
        if !ended(within: 5) { process.endGroup() }
        _ = process.wait()
    }

    /// Listens until a line holds `text`.
    package func waits(for text: String, seconds: Int = 120) throws(NeverSaid) {
        let end = Clock.monotonic + seconds * 1_000_000_000
        while !said.contains(text) {
            let left = (end - Clock.monotonic) / 1_000_000
            guard left > 0, !Poll.readable([pipe.readEnd], milliseconds: left).isEmpty else {
                throw NeverSaid(text: text, said: said)
            }
            let piece = pipe.read()
            said += String(decoding: piece, as: UTF8.self)
            if piece.isEmpty, !said.contains(text) { throw NeverSaid(text: text, said: said) }
        }
    }

    /// Forgets what was said, so that the next wait is for something new.
    package func forget() { said = "" }

    /// Whether it ends in time.
    package func ended(within seconds: Int) -> Bool {
        process.ended() != nil
            || !Poll.readable([process.exitDescriptor], milliseconds: seconds * 1_000).isEmpty
    }

    package struct NeverSaid: Error, CustomStringConvertible {
        package var text: String
        package var said: String
        package var description: String { "never said \"\(text)\", but:\n\(said)" }
    }
}
