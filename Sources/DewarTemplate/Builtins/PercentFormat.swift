/// `'%s of %d' % (a, b)` and the filter `format` (Python: printf-style formatting).
enum PercentFormat {
    static func apply(_ format: Text, isMarkup: Bool, _ arguments: Value, _ renderer: Renderer) throws -> Value {
        throw Failure.value("unsupported format")
    }
}
