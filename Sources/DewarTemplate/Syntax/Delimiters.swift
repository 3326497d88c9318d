/// How a template tells its tags from its text (Jinja2: the arguments of `TemplateEnvironment`).
public struct TemplateSyntax: Sendable, Hashable {
    /// Begins what is printed.
    public var variableStart = "{{"
    /// Ends what is printed.
    public var variableEnd = "}}"
    /// Begins a tag.
    public var blockStart = "{%"
    /// Ends a tag.
    public var blockEnd = "%}"
    /// Begins a comment.
    public var commentStart = "{#"
    /// Ends a comment.
    public var commentEnd = "#}"
    /// Begins a line that is a statement, such as `#` in `# for item in items`; nil for none.
    public var lineStatementPrefix: String?
    /// Begins a comment that goes to the end of the line, such as `##`; nil for none.
    public var lineCommentPrefix: String?
    /// Removes the first newline after a block.
    public var trimBlocks = false
    /// Removes spaces and tabs between the beginning of a line and a block.
    public var lstripBlocks = false
    /// Keeps one newline at the very end of a template.
    public var keepTrailingNewline = false
    /// What line breaks in the text of a template become: `\n`, `\r\n` or `\r`.
    public var newlineSequence = "\n"

    public init() {}
}

/// What can begin in the text of a template.
enum TagStart: Int {
    case block
    case comment
    case lineComment
    case lineStatement
    case variable
}

extension TemplateSyntax {
    /// The beginnings, longest first: where two fit, the longer one is meant.
    var starts: [(tag: TagStart, bytes: [UInt8])] {
        var starts: [(tag: TagStart, bytes: [UInt8])] = [
            (.comment, Array(commentStart.utf8)), (.block, Array(blockStart.utf8)),
            (.variable, Array(variableStart.utf8)),
        ]
        if let lineStatementPrefix { starts.append((.lineStatement, Array(lineStatementPrefix.utf8))) }
        if let lineCommentPrefix { starts.append((.lineComment, Array(lineCommentPrefix.utf8))) }
        return starts.filter { !$0.bytes.isEmpty }.sorted {
            ($0.bytes.count, $0.tag.rawValue) > ($1.bytes.count, $1.tag.rawValue)
        }
    }
}
