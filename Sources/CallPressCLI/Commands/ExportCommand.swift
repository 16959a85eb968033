import ArgumentParser
import CallPress
import CallPressCore

/// `callpress export`: calls in, documents out.
struct ExportCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write calls as subtitles, text, XML, HTML or JSON.",
    discussion: """
      EXAMPLES
        callpress export call.json -f vtt | head
        callpress export call.json -o call.srt
        callpress export calls/ -f srt,vtt,txt,xml,html,json -o out
        callpress export page.json --select 3f0e… -f html -o page.html
        callpress export chat.json -f srt --timing estimate
        callpress export 0b1474a3-254c-4573-a91b-0de828c5b504 -f srt
        callpress export call.json -f vtt --offset -1.5 --speaker agent=Lina
        callpress export calls/ -f html,record --redact pci,pii -o out --redaction-report report.json

      Documents go to standard output or into files, everything else to standard error. A file \
      that is there already with the same bytes is left alone; one that differs is replaced only \
      with --force.
      """)

  @OptionGroup var input: InputArguments
  @OptionGroup(title: "Output options") var output: OutputArguments
  @OptionGroup(title: "Redaction options") var redaction: RedactionArguments
  @OptionGroup(title: "API options") var api: ServiceOptions
  @OptionGroup(title: "Message options") var messageOptions: MessageOptions

  func run(in context: inout CommandContext) throws(CallPressError) -> ExitStatus {
    let source = try input.source(in: context, api: api)
    let expansions = input.inputs.map { source.reader.expand($0) }
    let fileSystem = context.fileSystem
    let hasOneInput = expansions.count == 1 && !expansions[0].isFolder
    let exporter = try CallExporter(
      formats: try OutputPlan.formats(
        output.format.flatMap { $0 }, output: output.output, hasOneInput: hasOneInput,
        registry: Formats.standard),
      settings: try output.settings(in: context))
    let destination = try OutputPlan.destination(
      output: output.output, infos: exporter.infos, hasOneInput: hasOneInput
    ) { path in try? fileSystem.status(of: path).kind }
    let redactionSettings = try redaction.settings(in: context)
    let files = AtomicFiles(
      fileSystem: fileSystem, cleanup: context.temporaryFiles, replacesExisting: output.force)
    var job = ExportJob(
      source: source, exporter: exporter, selection: Set(input.select), isStrict: output.strict,
      sink: OutputSink(destination, files: files, output: context.output),
      redactor: redactionSettings.isEmpty
        ? nil : CallRedactor(settings: redactionSettings, reader: source.pipeline.reader))

    var buffer = OutputBuffer()
    let items = expansions.flatMap(\.items)
    for (position, item) in items.enumerated() {
      do throws(CallPressError) {
        let input = try item.get()
        context.messages.progress("\(position + 1) of \(items.count): \(input.name)")
        job.run(input, using: &buffer, &context.messages)
      } catch {
        job.fail(error, &context.messages)
      }
    }
    job.finish(&context.messages)
    do throws(CallPressError) {
      try RedactionOutputs(redaction, files).write(job.redactions)
    } catch {
      job.fail(error, &context.messages)
    }
    if let summary = job.sink.summary {
      let failures = job.tally.failures
      context.messages.summary(summary + (failures > 0 ? "; \(failures) failed" : ""))
    }
    return job.tally.status
  }
}
