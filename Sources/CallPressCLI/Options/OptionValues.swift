public import ArgumentParser
public import CallPressCore

// The core's own choices as values of options; their names come from the core.
extension TimeUnit: ExpressibleByArgument {}
extension CaptionSettings.Timing: ExpressibleByArgument {}
extension TextSettings.Layout: ExpressibleByArgument {}
extension FormulaGuard: ExpressibleByArgument {}
