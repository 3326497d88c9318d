public struct Config: Sendable {
    public var secretKey = ""
}
