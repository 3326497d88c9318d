/// A connection that a developed app gives to the tool: one datagram on the channel (`DEWAR_CHANNEL_FD`, SOCK_SEQPACKET)
/// whose ancillary data (SCM_RIGHTS) is the connection's descriptor. The datagram is one byte that says why,
/// then the bytes that the app had read from the connection and not answered.
package enum Handover: UInt8, Sendable {
    /// The request's path begins with `Contract.reservedPath`. (`c`)
    case connection = 0x63
    /// The view that was to answer it crashed; the app's signal handler sends this, then lets the signal have its way. (`x`)
    case crashed = 0x78

    /// The datagram is never longer: a request head that is longer is cut off here.
    package static let maximumBytes = 65_536
}
