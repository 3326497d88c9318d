internal import DewarHTTP
internal import DewarLinux

/// Reads what the server would have the kernel send.
enum FileReader {
    static func read(_ part: FilePart) throws -> [UInt8] {
        Array(try Files.read(part.path)[part.offset..<part.offset + part.count])
    }
}
