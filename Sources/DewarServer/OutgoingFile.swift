import DewarHTTP
import DewarLinux

/// A part of a file that the kernel is sending.
final class OutgoingFile {
    private let descriptor: Descriptor
    private(set) var offset: Int
    private(set) var rest: Int

    /// Nil if the file cannot be opened or is no regular file of this size any more.
    init?(_ part: FilePart) {
        guard let file = try? RegularFile.open(part.path), file.size >= part.offset + part.count else { return nil }
        descriptor = file.takeDescriptor()
        offset = part.offset
        rest = part.count
    }

    var raw: Int32 { descriptor.raw }

    func advance(_ count: Int) {
        offset += count
        rest -= count
    }
}
