public import ArgumentParser
public import CallPressCore

// The core's own choices as values of options; their names come from the core.
extension TimeUnit: ExpressibleByArgument {}
extension CaptionSettings.Timing: ExpressibleByArgument {}
extension CaptionSettings.Overlap: ExpressibleByArgument {}
extension CaptionSettings.SpeakerLabelling: ExpressibleByArgument {}
extension CaptionSettings.DirectionMarks: ExpressibleByArgument {}
extension CaptionProfile: ExpressibleByArgument {}
extension TextSettings.Layout: ExpressibleByArgument {}
extension FormulaGuard: ExpressibleByArgument {}
