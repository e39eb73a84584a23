package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.junit.jupiter.api.Test;

class SchemaTextTest {
  @Test
  void aFirstLineOfNumbersIsTakenForAHeaderAndThatIsTold() {
    assertEquals(
        Optional.of(
            "Columns of numbers are named 5.1, -2e3: if the first line is a row and no header, add"
                + " --no-header"),
        told("5.1", "-2e3"));
    assertEquals(Optional.empty(), told("5.1", "width"));
    assertEquals(Optional.empty(), told());
  }

  /** A column of labels is named by a label either way. */
  private static Optional<String> told(String... names) {
    Column labels = Column.categorical("setosa", List.of("a", "b"));
    Stream<Column> numbers = Stream.of(names).map(Column::real);
    return SchemaText.namedByNumbers(
        new Schema(Stream.concat(Stream.of(labels), numbers).toList()));
  }
}
