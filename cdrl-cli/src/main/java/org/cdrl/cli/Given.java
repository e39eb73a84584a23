package org.cdrl.cli;

import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.ExampleSampler;

/**
 * What drawn rows must be, as COLUMN=VALUE. In a column of numbers or dates the value may be a
 * range LOW..HIGH, with either side left open.
 */
final class Given {
  static final String OPTION = "given";

  private static final String TO = "..";

  private final Schema schema;
  private final CellText cells;

  Given(Schema schema) {
    this.schema = schema;
    cells = new CellText(schema, MissingTokens.NONE);
  }

  /**
   * A sampler with one more condition.
   *
   * @throws IllegalArgumentException naming the column and what it cannot be
   */
  ExampleSampler<?> add(ExampleSampler<?> sampler, String text) {
    Column column = column(schema, OPTION, text);
    String value = text.substring(column.name().length() + 1);
    int to = value.indexOf(TO);
    if (!column.isNumeric()) {
      return sampler.given(column.name(), value);
    }
    return to < 0
        ? sampler.given(column.name(), number(column, value))
        : sampler.between(
            column.name(),
            end(column, value.substring(0, to), Double.NEGATIVE_INFINITY),
            end(column, value.substring(to + TO.length()), Double.POSITIVE_INFINITY));
  }

  /**
   * The column whose name stands before an equals sign; names may have such signs themselves.
   *
   * @param option whose value the text is
   * @throws IllegalArgumentException if there is no such column
   */
  static Column column(Schema schema, String option, String text) {
    for (int at = text.lastIndexOf('='); at > 0; at = text.lastIndexOf('=', at - 1)) {
      String name = text.substring(0, at);
      if (schema.names().contains(name)) {
        return schema.column(schema.indexOf(name));
      }
    }
    throw new IllegalArgumentException(
        "--"
            + option
            + " is \""
            + text
            + "\" but must be COLUMN=VALUE"
            + (option.equals(OPTION) ? " or COLUMN=LOW..HIGH" : "")
            + "; the columns are "
            + String.join(", ", schema.names()));
  }

  private double end(Column column, String text, double open) {
    return text.isBlank() ? open : number(column, text);
  }

  private double number(Column column, String text) {
    String[] row = new String[schema.size()];
    int at = schema.indexOf(column.name());
    row[at] = text;
    try {
      return cells.parse(row)[at];
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--" + OPTION + ": " + e.getMessage(), e);
    }
  }
}
