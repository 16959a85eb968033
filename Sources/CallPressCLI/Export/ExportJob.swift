import CallPress
import CallPressCore

/// The work of `export`: from inputs to files, one call after another.
struct ExportJob {
  /// Finds the calls.
  let source: CallSource
  /// Writes the calls.
  let exporter: CallExporter
  /// The identifiers to choose, empty for all.
  let selection: Set<String>
  /// Whether a warning keeps a call from being written.
  let isStrict: Bool
  /// Takes out what nobody is to see, where that was asked for.
  let redactor: CallRedactor?
  /// What was taken out.
  private(set) var redactions = RedactionLog()

  /// Where the documents go.
  var sink: OutputSink
  /// How the parts ended.
  private(set) var tally = ExitTally()
  /// The identifiers that were found of those to choose.
  private(set) var found: Set<String> = []
  private var names = NameAllocator()

  /// Makes a job.
  init(
    source: CallSource, exporter: CallExporter, selection: Set<String>, isStrict: Bool,
    sink: OutputSink, redactor: CallRedactor? = nil
  ) {
    self.source = source
    self.exporter = exporter
    self.selection = selection
    self.isStrict = isStrict
    self.sink = sink
    self.redactor = redactor
  }

  /// Notes something that failed, and says so.
  mutating func fail(_ error: CallPressError, _ messages: inout Messages) {
    messages.error(error)
    tally.add(ExitStatus(error.code.category))
  }

  /// Exports every call of an input.
  mutating func run(
    _ input: Input, using buffer: inout OutputBuffer, _ messages: inout Messages
  ) {
    if !source.reader.isOnDisk(input) { settle(sink.commit(), &messages) }
    do throws(CallPressError) {
      var records = try source.calls(in: input)
      if !selection.isEmpty { records = select(records, of: input, &messages) }
      try refuseToJoin(records.count, of: input)
      for (position, record) in records.enumerated() {
        messages.progress("\(input.name): call \(position + 1) of \(records.count)")
        do throws(CallPressError) {
          var input = input
          let call = try redacted(try record.get(), &input)
          export(call, of: input, using: &buffer, &messages)
        } catch {
          fail(error.named(input.name), &messages)
        }
      }
    } catch {
      fail(error.named(input.name), &messages)
    }
  }

  /// Puts what is left where it belongs, and says which identifiers were nowhere.
  mutating func finish(_ messages: inout Messages) {
    settle(sink.finish(), &messages)
    reportMissing(&messages)
  }

  /// Says which of the chosen identifiers were nowhere.
  private mutating func reportMissing(_ messages: inout Messages) {
    for id in selection.subtracting(found).sorted() {
      fail(
        CallPressError(.noSuchCall, "no call has the id ‘\(id)’ that --select asks for"),
        &messages)
    }
  }

  /// The chosen calls.
  ///
  /// A record that cannot be read may be anybody's, so it is only mentioned.
  private mutating func select(
    _ records: [Result<Call, CallPressError>], of input: Input, _ messages: inout Messages
  ) -> [Result<Call, CallPressError>] {
    records.filter { record in
      switch record {
      case .success(let call):
        guard let id = call.id, selection.contains(id) else { return false }
        found.insert(id)
        return true
      case .failure(let error):
        let error = error.named(input.name)
        messages.warning(
          "a record was passed over: \(error.message)", at: error.location?.description)
        return false
      }
    }
  }

  /// Several documents in one stream are a document only in formats made for it.
  private func refuseToJoin(_ count: Int, of input: Input) throws(CallPressError) {
    guard count > 1, !sink.isFolder, let format = exporter.infos.first,
      !format.isConcatenable
    else { return }
    throw CallPressError(
      .contradictoryRequest,
      "there are \(count) calls, and several documents in \(format.id) cannot share one file; "
        + "name a folder with -o FOLDER/, or choose a call with --select ID")
  }

  /// The call without what nobody is to see, and a name for it without that.
  private mutating func redacted(
    _ call: Call, _ input: inout Input
  ) throws(CallPressError) -> Call {
    guard let redactor else { return call }
    let result = try redactor.redact(call)
    input.baseName = FileNames.base(
      ofInput: redactor.redacted(name: input.baseName) + ".json", extensions: ["json"])
    redactions.add(result, source: redactor.redacted(name: input.name))
    return result.call
  }

  private mutating func export(
    _ call: Call, of input: Input, using buffer: inout OutputBuffer, _ messages: inout Messages
  ) {
    let base = sink.isFolder ? names.claim(call.id.map(FileNames.safe) ?? input.baseName) : ""
    messages.diagnostics(call.diagnostics, of: input.name)
    var warnings = Self.warnings(in: call.diagnostics)
    // Strictly, nothing is written before everything is known to be without warnings.
    var held: [(info: FormatInfo, bytes: [UInt8])] = []
    if isStrict, warnings > 0 {
      failStrictly(warnings, of: input, &messages)
      return
    }
    let exporter = exporter
    // Formats made from the same captions have the same to say of them.
    var said: Set<Diagnostic> = []
    exporter.export(call, using: &buffer) { info, document, result in
      switch result {
      case .failure(let error): fail(error.named(input.name), &messages)
      case .success(let all):
        let diagnostics = all.filter { said.insert($0).inserted }
        messages.diagnostics(diagnostics, of: "\(input.name): \(info.id)")
        if isStrict {
          warnings += Self.warnings(in: diagnostics)
          held.append((info, document.bytes()))
        } else {
          settle(document.withBytes { put(UnsafeRawBufferPointer($0), base, info) }, &messages)
        }
      }
    }
    if warnings > 0, isStrict {
      failStrictly(warnings, of: input, &messages)
      return
    }
    for (info, bytes) in held {
      settle(bytes.withUnsafeBytes { put($0, base, info) }, &messages)
    }
  }

  /// Puts a document into a file of its own, or its rows into the table of all calls.
  private mutating func put(
    _ bytes: UnsafeRawBufferPointer, _ base: String, _ info: FormatInfo
  ) -> OutputSink.Endings {
    guard info.isTable else { return sink.write(bytes, named: "\(base).\(info.fileExtension)") }
    return sink.append(bytes, toTable: info.tableName, header: exporter.header(of: info.id))
  }

  /// Notes how documents ended.
  private mutating func settle(_ endings: OutputSink.Endings, _ messages: inout Messages) {
    for ending in endings {
      switch ending {
      case .success: tally.add(.ok)
      case .failure(let error): fail(error, &messages)
      }
    }
  }

  private mutating func failStrictly(_ count: Int, of input: Input, _ messages: inout Messages) {
    let warnings = count == 1 ? "a warning" : "\(count) warnings"
    fail(
      CallPressError(
        .strictWarning, "not written: \(warnings), and --strict takes warnings for failures",
        at: SourceLocation(source: input.name)),
      &messages)
  }

  private static func warnings(in diagnostics: [Diagnostic]) -> Int {
    diagnostics.count { $0.severity == .warning }
  }
}
