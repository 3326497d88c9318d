internal import Glibc

/// A failed call of the kernel: which one, on what, and why.
package struct SystemError: Error, Hashable {
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
}
