import Foundation

/// Runs the body on a thread with a stack of this size, and waits for it.
package func onStack<Result: Sendable>(kibibytes: Int, _ body: @escaping @Sendable () throws -> Result) throws -> Result
{
    let box = ResultBox<Result>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        box.result = Swift.Result { try body() }
        done.signal()
    }
    thread.stackSize = kibibytes << 10
    thread.start()
    done.wait()
    return try box.result!.get()
}

// Sendable: written by the thread before it signals, read after that.
private final class ResultBox<Success>: @unchecked Sendable {
    var result: Result<Success, any Error>?
}
