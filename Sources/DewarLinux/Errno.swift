internal import Glibc

/// A failed call of the kernel: which one, on what, and why.
package struct SystemError: Error, Hashable, CustomStringConvertible {
    package var call: String
    package var code: Int32
    package var subject: String

    package init(_ call: String, _ code: Int32, on subject: String = "") {
        self.call = call
        self.code = code
        self.subject = subject
    }

    /// The kernel's words for the code, "Address already in use".
    package var reason: String { String(cString: strerror(code)) }

    /// `/home/ada/hello/app.swift: No such file or directory`
    package var description: String { "\(subject.isEmpty ? call : subject): \(reason)" }

    /// Another socket has the address.
    package var isInUse: Bool { code == EADDRINUSE }
    /// This machine does not have the address, or its family.
    package var isMissingAddress: Bool { code == EADDRNOTAVAIL || code == EAFNOSUPPORT }
}

/// The one place where errno is read: repeats a call that a signal interrupted, turns -1 into an error.
@discardableResult
package func system(
    _ call: StaticString, on subject: @autoclosure () -> String = "", _ body: () -> Int32
) throws(SystemError) -> Int32 {
    while true {
        let result = body()
        if result >= 0 { return result }
        let code = errno
        if code != EINTR { throw SystemError(call.description, code, on: subject()) }
    }
}

/// What reading or writing without waiting came to. Would-block is an outcome, not an error.
package enum Transfer: Equatable, Sendable {
    /// So many bytes went through; 0 from a read is the end.
    case moved(Int)
    case wouldBlock
    /// The error's code, `ECONNRESET` for example.
    case failed(Int32)

    /// Repeats a call that a signal interrupted and sorts its outcome.
    static func of(_ body: () -> Int) -> Transfer {
        while true {
            let count = body()
            if count >= 0 { return .moved(count) }
            let code = errno
            if code == EAGAIN { return .wouldBlock }
            if code != EINTR { return .failed(code) }
        }
    }
}
