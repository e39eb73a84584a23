package org.cdrl.tribuo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cdrl.CdrlConfig;
import org.cdrl.table.Column.Kind;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/** Models of tables that are made in a second, and as good as that. */
final class TinyModels {
  private TinyModels() {}

  static CdrlConfig.Builder settings(CdrlConfig.Builder builder) {
    return builder
        .levels(1)
        .langevinSteps(1)
        .energyWidth(16)
        .initializerWidth(16)
        .teachingIterations(5)
        .iterations(1)
        .warmUp(0)
        .batchSize(32);
  }

  static void train(Path csv, Map<String, Kind> kinds, List<String> classes, Path to)
      throws IOException {
    try (TableModel model =
        TableTrainer.create()
            .settings(TinyModels::settings)
            .validation(.2)
            .conditions(classes.toArray(String[]::new))
            .fit(TableFile.read(csv, TableFormat.DEFAULT, kinds, Set.of()))) {
      model.save(to);
    }
  }
}
