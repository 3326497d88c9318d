// swift-tools-version: 6.2
import Glibc
import PackageDescription

// DEWAR_STRICT=1 (CI) turns every warning into an error.
let strict = Context.environment["DEWAR_STRICT"] == "1"

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (strict ? [.treatAllWarnings(as: .error)] : [])

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: settings)
}

let package = Package(
    name: "dewar",
    products: [
        .library(name: "Dewar", targets: ["Dewar"]),
        .executable(name: "dewar", targets: ["dewar"]),
    ],
    targets: [
        .systemLibrary(name: "CDewarLinux"),
        room("DewarLinux", ["CDewarLinux"]),
        room("DewarHTTP"),
        room("DewarRouting", ["DewarHTTP"]),
        room("DewarTemplate"),
        room("DewarServer", ["DewarLinux", "DewarHTTP"]),
        room("DewarContract"),
        room("Dewar", ["DewarLinux", "DewarHTTP", "DewarRouting", "DewarTemplate", "DewarServer", "DewarContract"]),
        room(
            "DewarTool",
            ["DewarLinux", "DewarContract", "DewarTemplate", "DewarHTTP", "DewarRouting", "DewarServer"]),
        .executableTarget(name: "dewar", dependencies: ["DewarTool"], swiftSettings: settings),
    ]
)

// An installed copy, or one inside a project, holds the sources alone.
if access(Context.packageDirectory + "/Tests", F_OK) == 0 {
    package.products.append(.executable(name: "conformance", targets: ["conformance"]))
    package.targets += [
        .executableTarget(
            name: "conformance", dependencies: ["DewarHTTP", "DewarRouting", "DewarTemplate", "Dewar"],
            path: "Tests/Conformance", swiftSettings: settings),
        .executableTarget(
            name: "bare-server", dependencies: ["DewarServer", "DewarHTTP", "DewarLinux"],
            path: "Tests/Benchmarks/BareServer", swiftSettings: settings),
        .executableTarget(
            name: "bench-crypto", dependencies: ["Dewar", "DewarHTTP"], path: "Tests/Benchmarks/Crypto",
            swiftSettings: settings),
        .executableTarget(
            name: "bench-routing", dependencies: ["DewarRouting", "DewarHTTP"], path: "Tests/Benchmarks/Routing",
            swiftSettings: settings),
        .executableTarget(
            name: "bench-json", dependencies: ["DewarHTTP"], path: "Tests/Benchmarks/JSON", swiftSettings: settings),
        .executableTarget(
            name: "bench-app", dependencies: ["Dewar"], path: "Tests/Benchmarks/AppServer", swiftSettings: settings),
        .executableTarget(
            name: "robust-app", dependencies: ["Dewar"], path: "Tests/Benchmarks/RobustApp", swiftSettings: settings),
        .executableTarget(
            name: "fuzz", dependencies: ["DewarHTTP", "DewarTemplate", "TestSupport"], path: "Tests/Fuzz",
            exclude: ["Corpus", "Coverage", "coverage.sh"],
            swiftSettings: settings),
        .target(
            name: "Reference", dependencies: ["Dewar"], path: "Tests/Apps/reference/Sources/Reference",
            swiftSettings: settings),
        .executableTarget(
            name: "reference-app", dependencies: ["Reference", "Dewar"], path: "Tests/Apps/reference/Sources/App",
            swiftSettings: settings),
        .target(
            name: "Flaskr", dependencies: ["Dewar"], path: "Tests/Apps/flaskr/Sources", swiftSettings: settings),
        .target(name: "TestSupport", dependencies: ["DewarLinux"], path: "Tests/TestSupport", swiftSettings: settings),
        tests("DewarLinuxTests", ["DewarLinux"]),
        tests("DewarHTTPTests", ["DewarHTTP"]),
        tests("DewarRoutingTests", ["DewarRouting", "DewarHTTP", "conformance"]),
        tests("DewarTemplateTests", ["DewarTemplate", "fuzz"]),
        tests("DewarServerTests", ["DewarServer", "DewarHTTP", "DewarLinux"]),
        tests(
            "DewarTests",
            [
                "Dewar", "DewarHTTP", "DewarRouting", "DewarTemplate", "DewarServer", "DewarLinux", "Flaskr",
                "conformance", "reference-app",
            ]),
        tests("DewarToolTests", ["DewarTool", "DewarContract", "DewarLinux"]),
        tests("EndToEndTests", ["dewar", "DewarLinux"]),
        tests("ArchitectureTests", []),
        tests("DocumentationTests", ["Dewar", "DewarLinux"]),
    ]
}
