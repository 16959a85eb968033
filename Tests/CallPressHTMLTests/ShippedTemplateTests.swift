import CallPressCore
import Foundation
import Testing

@testable import CallPressHTML

@Suite("Shipped templates")
struct ShippedTemplateTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates")

  @Test("every file of the folder is embedded to the byte")
  func embedded() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".mustache") }
    #expect(Set(files) == Set(ShippedTemplates.all.map(\.fileName)))
    for template in ShippedTemplates.all {
      let file = try Data(contentsOf: Self.folder.appending(path: template.fileName))
      #expect(template.source.utf8.elementsEqual(file))
      // A larger literal takes long to compile.
      #expect(file.count <= 25_000)
    }
  }

  @Test("the check finds nothing in them")
  func clean() {
    for template in ShippedTemplates.all {
      #expect(TemplateCheck.check(source: template.source, name: template.fileName) == [])
    }
  }

  @Test("a shipped template chosen by name makes the same page as none")
  func chosen() throws {
    let shipped = ShippedTemplates.transcript
    for (_, call) in SampleCalls.all {
      let chosen = try render(call, template: shipped.source, name: shipped.fileName)
      #expect(try render(call) == chosen)
    }
  }

  @Test(
    "the hashes are those of the style and the script",
    .enabled(if: Programs.python != nil, "Python is not installed"))
  func hashes() throws {
    let python = try #require(Programs.python)
    let script =
      "import sys,hashlib,base64;"
      + "print(base64.b64encode(hashlib.sha256(sys.stdin.buffer.read()).digest()).decode())"
    for template in ShippedTemplates.all {
      for (element, hash) in [("style", template.styleHash), ("script", template.scriptHash)] {
        let block = String(template.block(element))
        #expect(!block.isEmpty)
        let result = try Programs.run(python, ["-c", script], input: block)
        let digest = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(hash == "'sha256-\(digest)'", "the \(element) changed; its hash must follow")
      }
    }
  }

  @Test("a copy with another style gets a policy that lets it work, and no other script runs")
  func changedCopy() throws {
    let shipped = ShippedTemplates.transcript
    let page = try render(SampleCalls.english)
    #expect(page.contains("style-src &#39;sha256-"))
    #expect(page.contains("script-src &#39;sha256-"))

    let styled = shipped.source.replacingOccurrences(of: "--agent: #0b5cad", with: "--agent: #123")
    let changed = try render(SampleCalls.english, template: styled)
    #expect(changed.contains("style-src &#39;unsafe-inline&#39;; script-src &#39;sha256-"))

    let scripted = shipped.source.replacingOccurrences(of: "\"use strict\";", with: "")
    let blocked = try render(SampleCalls.english, template: scripted)
    #expect(!blocked.contains("script-src"))
    let problems = TemplateCheck.check(source: scripted, name: "t.html.mustache")
    #expect(problems.map(\.code) == ["blocked-script"])
  }

  @Test("the policy names the recording's origin and nothing else of the call")
  func policy() throws {
    let page = try render(SampleCalls.english)
    #expect(page.contains("media-src https://recordings.example;"))
    #expect(!(try render(SampleCalls.pending)).contains("media-src"))
    #expect(
      PagePolicy().text(mediaSource: nil)
        == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
  }
}
