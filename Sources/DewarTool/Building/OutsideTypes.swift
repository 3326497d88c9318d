/// Types of other modules whose extensions by an app are reached by the names in them alone.
///
/// None is a protocol or a class that can be inherited from: there the types of the app get members without a word, as witnesses of
/// their conformances too.
enum OutsideTypes {
    static let known = ContentHash.words(
        // Swift
        "String Substring Character StaticString Bool Int Int8 Int16 Int32 Int64 UInt UInt8 UInt16 UInt32 UInt64 Float Double "
            + "Array ArraySlice ContiguousArray Dictionary Set Optional Result Range ClosedRange Duration "
            // Foundation
            + "Calendar Data Date DateComponents Decimal Locale TimeZone URL UUID "
            // Dewar
            + "App Blueprint Config Cookie HTTPError Headers Method Request Response Session Status TemplateEnvironment TemplateValue "
            + "UploadedFile")

    /// What a file may import, to be sure that it means these types by their names.
    static let imports = Set(
        ["Dewar", "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization"].map {
            DeclarationReader.imported($0)
        })

    /// Members that the compiler looks for where no source names them.
    static let calledByCompiler = ContentHash.words(
        "callAsFunction dynamicallyCall makeIterator makeAsyncIterator next wrappedValue projectedValue appendInterpolation "
            + "appendLiteral encode decode combine hash")
}

extension InterfaceChange {
    /// What the files of the module say of the types of other modules, before and now.
    struct OutsideExtensions {
        private let declared: Set<ContentHash>
        private let conforming: Set<ContentHash>

        init(_ files: [DeclaredNames], ownTypes: Set<ContentHash>) {
            declared = files.reduce(into: Set()) { $0.formUnion($1.declared) }
            conforming = files.reduce(into: Set()) { $0.formUnion($1.conforming) }.subtracting(ownTypes)
        }

        /// Whether all that a file adds to these types is reached by the names of what it adds. Whoever makes such a type conform to a
        /// protocol may have a member for a witness that he does not name.
        func areReachedByNames(_ types: Set<ContentHash>, addedBy names: DeclaredNames) -> Bool {
            types.isSubset(of: OutsideTypes.known) && conforming.isSubset(of: OutsideTypes.known)
                && names.imports.isSubset(of: OutsideTypes.imports)
                && types.isDisjoint(with: names.extendedBeyondNames) && types.isDisjoint(with: conforming)
                && types.isDisjoint(with: declared)
        }
    }
}
