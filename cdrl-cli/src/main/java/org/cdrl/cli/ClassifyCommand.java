package org.cdrl.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cdrl.table.RowClassifier;
import org.cdrl.table.TableModel;
import org.cdrl.table.text.Count;
import org.cdrl.tribuo.table.NewColumn;
import org.cdrl.tribuo.table.TableStream;

/** Predicts a condition of the rows of a table. */
final class ClassifyCommand implements Command<ClassifyCommand.Request> {
  private static final String PREDICTED = "predicted_";
  private static final String PROBABILITY = "probability_";

  /**
   * What is asked for.
   *
   * @param column the class to predict; null if there is only one
   */
  record Request(TableCopy copy, String column) {}

  @Override
  public String name() {
    return "classify";
  }

  @Override
  public CommandGroup group() {
    return CommandGroup.APPLY;
  }

  @Override
  public String summary() {
    return "predicts the class of the rows of a table";
  }

  @Override
  public String description() {
    return "Copies a table and appends "
        + PREDICTED
        + "COLUMN, the most probable class, and "
        + PROBABILITY
        + "LABEL for every label. If the table has the classes already, prints the"
        + " accuracy of the predictions.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public CommandOptions options() {
    return TableCopy.options("The rows to classify.")
        .add(
            Section.COMMON,
            CommonOptions.value(
                CommonOptions.CLASS,
                "COLUMN",
                "The class to predict, of those that the model was trained with; not needed if"
                    + " there is one."));
  }

  @Override
  public Request read(Arguments arguments) throws UsageException, IOException {
    return new Request(TableCopy.of(arguments), arguments.text(CommonOptions.CLASS));
  }

  @Override
  public void run(Request request, Console console) throws Exception {
    RowCopy copy = new RowCopy(request.copy, console);
    try (OpenModel open = OpenModel.load(request.copy.model())) {
      TableModel model = open.table();
      Set<String> classes = model.conditions().names();
      String column = column(request.column, classes);
      RowClassifier classifier = model.classifier(column);
      try (TableStream in = copy.open(model.schema(), classes)) {
        Prediction prediction =
            new Prediction(classifier, model.schema().indexOf(column), in.header().size());
        long rows = copy.write(in, prediction.columns(column), prediction);
        console.err().println("Wrote " + Count.of(rows, "row") + " to " + request.copy.out());
        prediction.tell(column, console);
      }
    }
  }

  private static String column(String wanted, Set<String> classes) {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException(
          "The model has no classes; train one with --" + CommonOptions.CLASS);
    }
    if (wanted != null) {
      return wanted;
    }
    if (classes.size() > 1) {
      throw new IllegalArgumentException(
          "The model has several classes, "
              + String.join(", ", classes)
              + "; name one with --"
              + CommonOptions.CLASS);
    }
    return classes.iterator().next();
  }

  /** What is appended, and how good it is. */
  private static final class Prediction implements RowCopy.Change {
    /** Keeps the loss finite where a class was thought impossible. */
    private static final double LEAST = 1e-15;

    private final RowClassifier classifier;
    private final int column;
    private final int at;
    private long known;
    private long right;
    private double loss;

    Prediction(RowClassifier classifier, int column, int at) {
      this.classifier = classifier;
      this.column = column;
      this.at = at;
    }

    List<NewColumn> columns(String name) {
      List<NewColumn> columns = new ArrayList<>();
      columns.add(NewColumn.label(PREDICTED + name, classifier.labels()));
      classifier.labels().forEach(label -> columns.add(NewColumn.number(PROBABILITY + label)));
      return columns;
    }

    @Override
    public void apply(long first, TableStream.Chunk chunk, List<String[]> rows) {
      double[][] probabilities = classifier.probabilities(chunk.table());
      for (int r = 0; r < rows.size(); r++) {
        int most = 0;
        for (int l = 0; l < probabilities[r].length; l++) {
          rows.get(r)[at + 1 + l] = NumberText.text(probabilities[r][l]);
          most = probabilities[r][l] > probabilities[r][most] ? l : most;
        }
        rows.get(r)[at] = classifier.labels().get(most);
        double label = chunk.table().rows()[r][column];
        if (!Double.isNaN(label)) {
          known++;
          right += most == label ? 1 : 0;
          loss -= Math.log(Math.max(LEAST, probabilities[r][(int) label]));
        }
      }
    }

    void tell(String name, Console console) {
      if (known > 0) {
        console
            .err()
            .printf(
                Locale.ROOT,
                "%s: accuracy %.4f, log-loss %.4f nats, over the %d rows with a known class%n",
                name,
                (double) right / known,
                loss / known,
                known);
      }
    }
  }
}
