public struct Config: Sendable {
    public var secretKey = ""
    public var serverName: String?
    public var debug = false
}
