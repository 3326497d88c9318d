/// What one render may use. A template that goes beyond ends in an error, never in a crash.
public struct TemplateLimits: Sendable, Hashable {
    /// The size of a page, in bytes.
    public var maximumOutputBytes = 512 * 1024 * 1024
    /// How many items loops and filters may go through, all together.
    public var maximumLoopPasses = 100_000_000
    /// How deep macros, includes, blocks and recursive loops may call each other.
    public var maximumCallDepth = 1_000
    /// The size of one string, list or dictionary that a template computes, in bytes.
    public var maximumValueBytes = 256 * 1024 * 1024

    public init() {}
}
