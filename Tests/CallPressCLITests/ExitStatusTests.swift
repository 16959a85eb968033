import CallPressCore
import Testing

@testable import CallPressCLI

// Testing has a type of this name too.
typealias Status = CallPressCLI.ExitStatus

@Suite("Exit status")
struct ExitStatusTests {
  @Test("of many that ended alike is that of each", arguments: Status.allCases)
  func alike(status: Status) {
    #expect(Status.merge([status]) == status)
    #expect(Status.merge([status, status, status]) == status)
  }

  @Test("of many that ended differently is 1, in any order")
  func differently() {
    for first in Status.allCases {
      for second in Status.allCases where first != second {
        #expect(Status.merge([first, second]) == .someFailed)
        #expect(Status.merge([first, second, first]) == .someFailed)
      }
    }
  }

  @Test("of nothing is success")
  func nothing() {
    #expect(Status.merge([]) == .ok)
    #expect(ExitTally().status == .ok)
  }

  @Test("is collected one by one as it is merged at once")
  func tally() {
    for first in Status.allCases {
      for second in Status.allCases {
        for third in Status.allCases {
          var tally = ExitTally()
          for status in [first, second, third] { tally.add(status) }
          #expect(tally.status == Status.merge([first, second, third]))
          #expect(tally.failures == [first, second, third].count { $0 != .ok })
        }
      }
    }
  }

  @Test("has a number of its own for every family of failures, that of sysexits.h")
  func categories() {
    let numbers = CallPressError.Category.allCases.map { Status($0).rawValue }
    #expect(Set(numbers).count == numbers.count)
    #expect(numbers.allSatisfy { (64...78).contains($0) })
    let expected: [(CallPressError.Category, Int32)] = [
      (.usage, 64), (.data, 65), (.noInput, 66), (.unavailable, 69), (.internal, 70),
      (.cannotCreate, 73), (.inputOutput, 74), (.tryLater, 75), (.notAllowed, 77),
      (.configuration, 78),
    ]
    for (category, number) in expected { #expect(Status(category).rawValue == number) }
  }
}
