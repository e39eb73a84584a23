package org.cdrl.examples;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.cdrl.CdrlModel;
import org.cdrl.cli.Cdrl;
import org.cdrl.quality.QualityReport;
import org.cdrl.spark.CdrlSparkModel;
import org.cdrl.tribuo.CDRLModel;
import weka.classifiers.functions.CDRL;

/** The classes of all modules, read once. */
final class Project {
  /** Names of libraries' classes are enough. */
  static final JavaClasses CLASSES = read();

  private Project() {}

  private static JavaClasses read() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .importUrls(
            Stream.of(
                    CdrlModel.class,
                    QualityReport.class,
                    CDRLModel.class,
                    Cdrl.class,
                    CDRL.class,
                    // Its class loads without Spark.
                    CdrlSparkModel.Drawing.class,
                    EngineSpeed.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toList());
  }
}
