// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "callpress",
  products: [
    .library(name: "CallPressCore", targets: ["CallPressCore"]),
    .library(name: "CallPressXML", targets: ["CallPressXML"]),
    .library(name: "CallPressHTML", targets: ["CallPressHTML"]),
    .library(name: "CallabAPI", targets: ["CallabAPI"]),
    .library(name: "CallPress", targets: ["CallPress"]),
    .executable(name: "callpress", targets: ["CallPressCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    // The model, the JSON reader, the dialects, the joins, the captions and the text formats.
    .target(name: "CallPressCore"),

    // libxml2, as the system has it.
    .systemLibrary(
      name: "CLibXML2",
      pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]
    ),
    .target(
      name: "CallPressXML",
      dependencies: ["CallPressCore", "CLibXML2"],
      resources: [.embedInCode("Schemas/call-transcript-1.0.xsd")]
    ),

    // Templates: swift-mustache with escaping of our own.
    .target(
      name: "CallPressHTML",
      dependencies: [
        "CallPressCore",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("../../templates/transcript.html.mustache")]
    ),

    // The client of the Callab API, and its one HTTP transport.
    .target(
      name: "CallabAPI",
      dependencies: [
        "CallPressCore",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]
    ),

    // The façade: the standard tables of dialects and formats, and the pipeline.
    .target(name: "CallPress", dependencies: ["CallPressCore", "CallPressXML", "CallPressHTML"]),

    // A system call that Swift's own view of the system hides.
    .systemLibrary(name: "CCallPressSystem"),
    .executableTarget(
      name: "CallPressCLI",
      dependencies: [
        "CallPress", "CallPressCore", "CallPressXML", "CallPressHTML", "CallabAPI",
        "CCallPressSystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["Documentation"],
      // The calls of the example server.
      resources: [
        .embedInCode("../../examples/calls/chat-ar.json"),
        .embedInCode("../../examples/calls/in-progress-en.json"),
        .embedInCode("../../examples/calls/livekit-fr.json"),
        .embedInCode("../../examples/calls/no-answer-ar.json"),
        .embedInCode("../../examples/calls/plain-timed-fr.json"),
        .embedInCode("../../examples/calls/support-en-turns.json"),
      ]
    ),

    // Tests.
    .target(name: "TestSupport", dependencies: ["CallPressCore"], path: "Tests/Support"),
    .testTarget(name: "CallPressCoreTests", dependencies: ["CallPressCore", "TestSupport"]),
    .testTarget(
      name: "CallPressXMLTests",
      dependencies: ["CallPress", "CallPressXML", "CallPressCore", "TestSupport"]),
    .testTarget(
      name: "CallPressHTMLTests", dependencies: ["CallPressHTML", "CallPressCore", "TestSupport"]),
    .testTarget(
      name: "CallabAPITests",
      dependencies: [
        "CallabAPI", "CallPressCore", "TestSupport",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    .testTarget(
      name: "CallPressTests",
      dependencies: ["CallPress", "CallPressCore", "CallPressXML", "TestSupport"]),
    .testTarget(
      name: "CallPressCLITests",
      dependencies: [
        "CallPress", "CallPressCLI", "CallPressCore", "CallPressHTML", "CallabAPI", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// What only the makers of CallPress need joins the package when they ask for it.
if Context.environment["CALLPRESS_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "CallPressBenchmarks",
      dependencies: ["CallPress", "CallPressCore", "TestSupport"],
      path: "Tests/Benchmarks",
      exclude: ["peers.py"]))
}
if Context.environment["CALLPRESS_FUZZ"] != nil {
  // libFuzzer comes with the toolchain on Linux; everything it is to see into is built for it.
  // The default linker fails on the debugging information that it brings.
  for target in package.targets where target.name.hasPrefix("CallPress") && target.type == .regular
  {
    target.swiftSettings =
      (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer"])]
  }
  package.targets.append(
    .executableTarget(
      name: "CallPressFuzz",
      dependencies: ["CallPress", "CallPressCore", "CallPressXML", "TestSupport"],
      path: "Tests/Fuzz",
      exclude: ["json.dict"],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
}

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .treatAllWarnings(as: .error),
    ]
}
