import CallPressCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the system said when it would not do something.
struct SystemError: Error, Equatable {
  /// The system's number of the error.
  var number: Int32

  /// What the system says of a name that nothing has.
  static let missing = SystemError(number: ENOENT)

  /// What the system says of a name that is taken.
  static let taken = SystemError(number: EEXIST)

  /// What the system says of a folder that is used as a file.
  static let isAFolder = SystemError(number: EISDIR)

  /// What the system says of a file that is used as a folder.
  static let notAFolder = SystemError(number: ENOTDIR)

  /// What stands for a file that is none, though the system would open it.
  static let notAFile = SystemError(number: ENODEV)

  /// The error of the call that has just failed.
  static var last: SystemError { SystemError(number: errno) }

  /// The system's words, in English whatever the locale.
  var message: String {
    switch number {
    case ENOENT: "there is no such file or folder"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a part of the path is not a folder"
    case EEXIST: "it exists already"
    case ENOSPC: "no space is left on the device"
    case EDQUOT: "the disk quota is used up"
    case EROFS: "the file system is read-only"
    case EIO: "the device reports an input/output error"
    case EFBIG: "the file would be too large"
    case ENAMETOOLONG: "the name is too long"
    case ELOOP: "there are too many symbolic links in the path"
    case EMFILE, ENFILE: "too many files are open"
    case EBADF: "it is closed"
    case EPIPE: "the reader has gone"
    default: "system error \(number)"
    }
  }

  /// Whether nobody reads any more.
  var isBrokenPipe: Bool { number == EPIPE }

  /// Whether the name that was to be made is taken.
  var isTaken: Bool { number == EEXIST }

  /// Whether there is nothing of that name.
  var isMissing: Bool { number == ENOENT || number == ENOTDIR }

  /// Whether a file system has no second names for a file.
  var refusesLinks: Bool {
    [EPERM, EOPNOTSUPP, ENOTSUP, ENOSYS, EMLINK, EXDEV].contains(number)
  }

  /// An error of the tool's about an output.
  func whileWriting(_ path: String) -> CallPressError {
    let ranOut = [ENOSPC, EDQUOT, EIO, EFBIG, EBADF, EPIPE].contains(number)
    let reason = number == ENOENT ? "the folder that it should go to does not exist" : message
    return CallPressError(
      ranOut ? .writingFailed : .cannotCreate, "cannot write: \(reason)",
      at: SourceLocation(source: path), cause: self)
  }

  /// An error of the tool's about an input.
  func whileReading(_ path: String) -> CallPressError {
    CallPressError(
      number == EIO ? .readingFailed : .cannotRead, "cannot read: \(message)",
      at: SourceLocation(source: path), cause: self)
  }
}

extension CallPressError.Code {
  /// An input is missing or may not be read.
  static let cannotRead = Self("cannot-read", .noInput)
  /// Reading failed half-way.
  static let readingFailed = Self("reading-failed", .inputOutput)
  /// An output may not be created.
  static let cannotCreate = Self("cannot-create", .cannotCreate)
  /// An output stands there already and differs.
  static let outputExists = Self("output-exists", .cannotCreate)
  /// Writing failed half-way.
  static let writingFailed = Self("writing-failed", .inputOutput)
  /// The options contradict each other or the inputs.
  static let contradictoryRequest = Self("contradictory-request", .usage)
  /// `--strict` met a warning.
  static let strictWarning = Self("strict-warning", .data)
}
