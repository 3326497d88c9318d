internal import Glibc

// A GNU extension that Swift's Glibc module leaves out.
@_silgen_name("pthread_getattr_np")
private func pthread_getattr_np(_ thread: pthread_t, _ attributes: UnsafeMutablePointer<pthread_attr_t>) -> Int32

/// Keeps deep templates from exhausting the thread's stack, however large that is and however large a debug build's
/// stack frames are: whatever recurses asks here first.
enum StackGuard {
    /// What must be left for the calls between two checks, in bytes.
    private static let reserve: UInt = 96 * 1024

    /// What one level of an expression takes at most in the steps that cannot fail, in bytes. Debug builds take more.
    static let bytesPerLevel: UInt = {
        #if DEBUG
            4 * 1024
        #else
            512
        #endif
    }()

    /// The lowest address that the current thread may reach.
    static var floor: UInt {
        if let known = pthread_getspecific(key) { return UInt(bitPattern: known) }
        let floor = measure()
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: floor))
        return floor
    }

    /// An error if the stack is nearly used up.
    /// - Parameter room: so many bytes more must be left.
    @inline(__always)
    static func check(_ floor: UInt = StackGuard.floor, room: UInt = 0) throws {
        var marker: UInt8 = 0
        let here = withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
        if here < floor + room { throw exhausted }
    }

    static var exhausted: Failure {
        .recursion("maximum recursion depth exceeded: the stack of this thread is used up")
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    private static func measure() -> UInt {
        var attributes = pthread_attr_t()
        var start: UnsafeMutableRawPointer?
        var size = 0
        guard pthread_getattr_np(pthread_self(), &attributes) == 0 else { return 0 }
        defer { pthread_attr_destroy(&attributes) }
        guard pthread_attr_getstack(&attributes, &start, &size) == 0, let start else { return 0 }
        return UInt(bitPattern: start) + reserve
    }
}
