package org.cdrl.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.cdrl.image.Factor;
import org.cdrl.image.ImageSet;
import org.cdrl.table.text.Count;
import org.cdrl.tribuo.CDRLImageModel;
import org.cdrl.tribuo.CDRLImageTrainer;
import org.cdrl.tribuo.dataset.LabelledImages;
import org.cdrl.value.TrainingSummary;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

/** A run that learns images. */
final class PreparedImages extends PreparedTraining<Label, CDRLImageModel> {
  PreparedImages(CDRLImageTrainer trainer, ConfigurableDataSource<Label> source, Path checkpoints) {
    super(trainer, source, checkpoints);
  }

  @Override
  void describe(ConfigurableDataSource<Label> source, Dataset<Label> data, Console console) {
    if (console.quiet()) {
      return;
    }
    console
        .err()
        .println(
            source instanceof LabelledImages images
                ? described(images.images())
                : Count.of(data.size(), "example"));
  }

  private static String described(ImageSet set) {
    return Count.of(set.size(), "image")
        + " of "
        + set.height()
        + " x "
        + set.width()
        + " x "
        + set.channels()
        + known(set.factors());
  }

  private static String known(List<Factor> factors) {
    return factors.stream()
        .map(factor -> ", " + factor.name() + " of " + factor.labels().size() + " kinds")
        .collect(Collectors.joining());
  }

  @Override
  TrainingSummary summary(CDRLImageModel model) {
    return model.engine().summary();
  }

  @Override
  void close(CDRLImageModel model) {
    model.close();
  }
}
