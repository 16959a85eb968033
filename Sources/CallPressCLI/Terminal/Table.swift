/// Rows of cells of the tool's own, one record a line.
struct Table {
  /// The cells, in ASCII but for the last of a row.
  var rows: [[String]]

  /// Aligned columns on a terminal, else tabs between the cells.
  func text(for terminal: Terminal) -> String {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.utf8.count)
      }
    }
    var text = ""
    for row in rows {
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        text += column == 0 ? terminal.styled(cell, .bold) : cell
        if isLast {
          text += "\n"
        } else if terminal.isTerminal {
          text += String(repeating: " ", count: widths[column] - cell.utf8.count + 2)
        } else {
          text += "\t"
        }
      }
    }
    return text
  }
}
