import CallPressCore
import Foundation
import Mustache
import Testing

@testable import CallPressHTML

/// The table of names is what users rely on: it and what is produced must be the same.
@Suite("The template context")
struct ContextTableTests {
  private func context(_ call: Call) -> RenderContext {
    RenderContext(call, policy: PagePolicy(), blocks: [:])
  }

  /// Compares a value with its row of the table, and notes which names were there.
  private func compare(
    _ value: Any?, _ name: ContextName, _ path: String, _ seen: inout Set<String>
  ) {
    guard let value else {
      #expect(name.isOptional, "\(path) is missing")
      return
    }
    seen.insert(path)
    switch name.kind {
    case .text, .url:
      let text = value as? String
      #expect(text != nil, "\(path) is no text: \(type(of: value))")
      #expect(text?.isEmpty == false, "\(path) is empty")
    case .markup: #expect(value is String, "\(path) is no markup")
    case .flag: #expect(value is Bool, "\(path) is no flag")
    case .group: compareMembers(value, name.members, path, &seen)
    case .list:
      guard let rows = value as? [ContextRow] else {
        Issue.record("\(path) is no list")
        return
      }
      for row in rows { compareMembers(row, name.members, path, &seen) }
    }
  }

  private func compareMembers(
    _ value: Any, _ members: [ContextName], _ path: String, _ seen: inout Set<String>
  ) {
    guard let parent = value as? any MustacheParent else {
      Issue.record("\(path) holds no names")
      return
    }
    if let row = value as? ContextRow {
      let unknown = Set(row.values.keys).subtracting(members.map(\.name))
      #expect(unknown.isEmpty, "\(path) holds names that are not in the table: \(unknown)")
    }
    for member in members {
      compare(parent.child(named: member.name), member, "\(path).\(member.name)", &seen)
    }
  }

  @Test("every produced name is in the table, with its kind, for every call")
  func produced() {
    for (_, call) in SampleCalls.all {
      var seen: Set<String> = []
      let context = context(call)
      for name in TemplateContext.names {
        compare(context.child(named: name.name), name, name.name, &seen)
      }
    }
  }

  @Test("every name of the table is produced by some call")
  func complete() {
    var seen: Set<String> = []
    var refused = SampleCalls.english
    refused.record = SampleCalls.json(#"{"id":"x","record_url":"ftp://a/b"}"#)
    for call in SampleCalls.all.map(\.call) + [refused] {
      let context = context(call)
      for name in TemplateContext.names {
        compare(context.child(named: name.name), name, name.name, &seen)
      }
    }
    func paths(_ names: [ContextName], _ prefix: String) -> [String] {
      names.flatMap { [prefix + $0.name] + paths($0.members, prefix + $0.name + ".") }
    }
    let missing = Set(paths(TemplateContext.names, "")).subtracting(seen)
    #expect(missing.isEmpty, "never produced: \(missing.sorted())")
  }

  @Test("an optional name never means something else in a section around it")
  func shadows() {
    // The engine looks a missing name up in the sections around.
    func check(_ names: [ContextName], _ outer: Set<String>, _ path: String) {
      for name in names {
        if name.isOptional {
          #expect(!outer.contains(name.name), "\(path)\(name.name)")
        }
        check(name.members, outer.union(names.map(\.name)), "\(path)\(name.name).")
      }
    }
    check(TemplateContext.names, [], "")
  }

  @Test("names are of letters, digits and underscores, and unique")
  func names() {
    func check(_ names: [ContextName]) {
      #expect(Set(names.map(\.name)).count == names.count)
      for name in names {
        #expect(name.name.utf8.allSatisfy { $0 == 0x5F || $0 &- 0x61 < 26 || $0 &- 0x30 < 10 })
        #expect(name.name.hasSuffix("_html") == (name.kind == .markup), "\(name.name)")
        #expect(!name.about.isEmpty)
        check(name.members)
      }
    }
    check(TemplateContext.names)
  }

  @Test("every fact of the reference is shown or has a list of its own")
  func facts() {
    let shown = Set(CallFacts.fields.map { $0.field })
    let told: Set<CallField> = [
      .transcript, .transcriptObject, .metadata, .agentDynamicVariables, .agentPostCallOutcomes,
    ]
    #expect(shown.union(told) == Set(CallField.all))
    #expect(shown.isDisjoint(with: told))
  }

  @Test("a fact of the wrong type is shown as JSON, not dropped")
  func wrongTypes() throws {
    let call = Call(record: SampleCalls.json(#"{"call_status":{"a":[1]},"started_at":"soon"}"#))
    let page = try render(call)
    #expect(page.contains("{\"a\":[1]}"))
    #expect(page.contains("soon"))
  }

  @Test("an address that was refused is text, never a link")
  func refusedAddress() throws {
    let call = Call(record: SampleCalls.json(#"{"record_url":"javascript:alert(1)"}"#))
    let template = "<a href=\"{{call.record_url}}\">{{call.record_url_text}}</a>"
    #expect(try render(call, template: template) == "<a href=\"\">javascript:alert(1)</a>")
  }
}

@Suite("The documentation of templates")
struct TemplateDocumentationTests {
  private static let article = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/CallPress/CallPress.docc/Templates.md")

  @Test("the article lists the names as the table has them")
  func names() throws {
    let text = try String(contentsOf: Self.article, encoding: .utf8)
    let head = try #require(text.range(of: "`call`.\n\n"))
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try (text[..<head.upperBound] + TemplateContext.reference).write(
        to: Self.article, atomically: true, encoding: .utf8)
    }
    #expect(
      text[head.upperBound...] == TemplateContext.reference,
      "record it again with RECORD_GOLDENS=1 swift test --filter CallPressHTMLTests")
  }
}
