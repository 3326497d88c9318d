/// A type of your own that templates read without a copy: attributes are computed when they are asked for.
///
/// ```swift
/// struct Order: TemplateObject {
///     func templateAttribute(_ name: String) -> TemplateValue? {
///         name == "total" ? TemplateValue(floatLiteral: total) : nil
///     }
/// }
/// ```
public protocol TemplateObject: Sendable {
    /// The attribute of this name, which a template spells `order.total` or `order['total']`; nil if there is none.
    func templateAttribute(_ name: String) -> TemplateValue?
    /// What `{{ order }}` prints.
    var templateDescription: String { get }
    /// The items for a loop; nil if there are none.
    var templateItems: [TemplateValue]? { get }
}

extension TemplateObject {
    public var templateDescription: String { "<\(Self.self)>" }
    public var templateItems: [TemplateValue]? { nil }
}

/// A value of an app's own type.
final class CustomObject: Object {
    let object: any TemplateObject

    init(_ object: any TemplateObject) { self.object = object }

    override var typeName: String { "\(type(of: object))" }

    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? {
        object.templateAttribute(name.string)?.value
    }

    override func makeIterator(_ renderer: Renderer) throws -> ValueIterator? {
        object.templateItems.map { ListIterator(List($0.map(\.value))) }
    }

    override var length: Int? { object.templateItems?.count }
    override func write(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append(object.templateDescription)
    }
    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        output.append(object.templateDescription)
    }
}
