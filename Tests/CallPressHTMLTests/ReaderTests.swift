import CallPressCore
import Foundation
import Testing

@testable import CallPressHTML

/// Pages read by programs that know nothing of CallPress.
@Suite("Pages in other readers")
struct ReaderTests {
  /// Prints, as JSON, the tags with their attributes' names and the words of every turn.
  private static let outline = """
    import json,sys
    from html.parser import HTMLParser
    class Reader(HTMLParser):
        def __init__(self):
            super().__init__(convert_charrefs=True)
            self.tags, self.words, self.turn, self.paragraph = [], [], False, False
        def handle_starttag(self, tag, attrs):
            self.tags.append(tag + ' ' + ' '.join(n for n, v in attrs))
            kind = dict(attrs).get('class') or ''
            if tag == 'li': self.turn = kind.startswith('t ')
            if tag == 'p' and self.turn and 'lang' in dict(attrs):
                self.words.append(''); self.paragraph = True
        def handle_endtag(self, tag):
            self.tags.append('/' + tag)
            if tag == 'p': self.paragraph = False
        def handle_data(self, data):
            if self.paragraph: self.words[-1] += data
        def handle_comment(self, data): self.tags.append('comment')
    pages = json.load(sys.stdin)
    result = []
    for page in pages:
        reader = Reader()
        reader.feed(page); reader.close()
        result.append({'tags': reader.tags, 'words': reader.words})
    json.dump(result, sys.stdout)
    """

  private struct Outline: Decodable {
    var tags: [String]
    var words: [String]
  }

  private func outlines(_ pages: [String]) throws -> [Outline] {
    let python = try #require(Programs.python)
    let input = String(decoding: try JSONEncoder().encode(pages), as: UTF8.self)
    let result = try Programs.run(python, ["-c", Self.outline], input: input)
    return try JSONDecoder().decode([Outline].self, from: Data(result.output.utf8))
  }

  @Test(
    "hostile text changes no tag and no attribute, and comes back as it was",
    .enabled(if: Programs.python != nil, "Python is not installed"))
  func hostileText() throws {
    let texts = HostileCalls.texts
    let found = try outlines(try texts.map { try render(HostileCalls.call($0)) })
    // The same call with harmless text, left to right and right to left.
    let harmless = try outlines([
      try render(HostileCalls.call("harmless")), try render(HostileCalls.call("سليم")),
    ])
    for (text, outline) in zip(texts, found) {
      let tags =
        text.contains("\u{5D0}") ? outline.tags.filter { !$0.contains("bdi") } : outline.tags
      let expected =
        text.contains("\u{5D0}")
        ? harmless[1].tags.filter { !$0.contains("bdi") } : harmless[0].tags
      #expect(tags == expected, "\(text)")
      #expect(outline.words == Array(repeating: HostileCalls.shown(text), count: 2), "\(text)")
    }
  }

  @Test(
    "hostile text stays text in a template of a user's too",
    .enabled(if: Programs.python != nil, "Python is not installed"))
  func hostileTextInUserTemplate() throws {
    let template = """
      <title>{{page.title}}</title>{{#facts}}<p title="{{value_text}}" class='{{label}}'>\
      {{value_text}}</p>{{/facts}}{{#turns}}<li class="t {{speaker_class}}" id="{{turn_id}}" \
      data-x='{{planned_text}}' title="{{speaker}}"><p lang="{{lang}}">{{text}}</p>{{{text_html}}}\
      {{#chips}}<a href="#{{target_id}}">{{chip}}</a>{{/chips}}</li>{{/turns}}
      {{#outcomes}}<a href="https://crm.example/?q={{name}}" title='{{value_text}}'>{{rationale}}\
      </a>{{/outcomes}}{{#metadata}}<b title="{{key}}">{{value_text}}</b>{{/metadata}}
      """
    func page(_ text: String) throws -> String {
      try render(HostileCalls.call(text), template: template)
    }
    let texts = HostileCalls.texts.filter { !$0.contains("\u{5D0}") }
    let found = try outlines(try texts.map(page))
    let harmless = try outlines([try page("harmless")])
    for (text, outline) in zip(texts, found) {
      #expect(outline.tags == harmless[0].tags, "\(text)")
      #expect(outline.words == Array(repeating: HostileCalls.shown(text), count: 2), "\(text)")
    }
  }

  /// The pages that validators read.
  private static func pages() throws -> [(name: String, page: String)] {
    try SampleCalls.all.map { ($0.name, try render($0.call)) } + [
      ("hostile", try render(HostileCalls.call(HostileCalls.texts.joined(separator: "\n"))))
    ]
  }

  @Test("tidy finds no error", .enabled(if: Programs.tidy != nil, "tidy is not installed"))
  func tidy() throws {
    let tidy = try #require(Programs.tidy)
    for (name, page) in try Self.pages() {
      let result = try Programs.run(tidy, ["-e", "-q", "-utf8"], input: page)
      #expect(result.status < 2, "\(name): \(result.errors)")
      let control = try Programs.run(tidy, ["-e", "-q", "-utf8"], input: page + "<no-such-tag>")
      #expect(control.status == 2)
    }
  }

  @Test(
    "the W3C's validator finds no error", .enabled(if: Programs.vnu != nil, "vnu is not installed"))
  func validator() throws {
    let java = try #require(Programs.java)
    let vnu = try #require(Programs.vnu)
    try Programs.withFolder { folder in
      var files: [String] = []
      for (name, page) in try Self.pages() {
        let file = folder.appending(path: "\(name).html")
        // Its list of CSS properties is older than those that follow the direction of writing.
        let parts = page.components(separatedBy: "<style>")
        let rest = parts[1].components(separatedBy: "</style>")[1]
        try Data("\(parts[0])<style></style>\(rest)".utf8).write(to: file)
        files.append(file.path)
      }
      let result = try Programs.run(java, ["-jar", vnu, "--format", "text"] + files)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("No errors found"))
    }
  }
}
