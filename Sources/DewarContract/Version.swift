/// The version of Dewar: tool, framework and skeletons are one and carry it together.
package enum DewarVersion {
    package static let current = "0.1.0"
}
