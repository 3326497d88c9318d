internal import FoundationEssentials

extension JSONWriter {
    /// Writes numbers of other widths and the types that JSON has no form for as Flask does: dates as HTTP dates, UUIDs
    /// and decimals as strings. Returns false for all other types.
    func writeKnownType<T: Encodable>(_ value: T) throws -> Bool {
        switch ObjectIdentifier(T.self) {
        case ObjectIdentifier(Float.self): try write(unsafeBitCast(value, to: Float.self))
        case ObjectIdentifier(Int8.self): write(integer: unsafeBitCast(value, to: Int8.self))
        case ObjectIdentifier(Int16.self): write(integer: unsafeBitCast(value, to: Int16.self))
        case ObjectIdentifier(Int32.self): write(integer: unsafeBitCast(value, to: Int32.self))
        case ObjectIdentifier(Int64.self): write(integer: unsafeBitCast(value, to: Int64.self))
        case ObjectIdentifier(UInt.self): write(integer: unsafeBitCast(value, to: UInt.self))
        case ObjectIdentifier(UInt8.self): write(integer: unsafeBitCast(value, to: UInt8.self))
        case ObjectIdentifier(UInt16.self): write(integer: unsafeBitCast(value, to: UInt16.self))
        case ObjectIdentifier(UInt32.self): write(integer: unsafeBitCast(value, to: UInt32.self))
        case ObjectIdentifier(UInt64.self): write(integer: unsafeBitCast(value, to: UInt64.self))
        case ObjectIdentifier(Date.self):
            let seconds = unsafeBitCast(value, to: Date.self).timeIntervalSince1970
            write(string: HTTPDate(secondsSince1970: seconds).description)
        case ObjectIdentifier(UUID.self):
            write(string: unsafeBitCast(value, to: UUID.self).uuidString.lowercased())
        case ObjectIdentifier(Decimal.self):
            write(string: unsafeBitCast(value, to: Decimal.self).description)
        case ObjectIdentifier(URL.self):
            write(string: unsafeBitCast(value, to: URL.self).absoluteString)
        default: return false
        }
        return true
    }

    private func write(string: String) { state.pointee.output.append(string: string) }

    private func write(integer: some FixedWidthInteger) { state.pointee.output.append(integer: integer) }
}
