package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.cdrl.image.ImageSet;
import org.cdrl.tribuo.CDRLImageTrainer;
import org.cdrl.tribuo.CDRLImageTrainerBuilder;
import org.cdrl.tribuo.source.ImageDataSource;

/**
 * A training run on images as options of the command line say it.
 *
 * @param images what is learned from
 * @param settings of the trainer, besides the size of the images
 * @param checkpoints folder for checkpoints, or null
 */
record ImageTraining(
    ImageOptions images, GivenSettings<CDRLImageTrainerBuilder> settings, Path checkpoints)
    implements TrainingRequest.Preparation {
  @Override
  public PreparedImages prepare(Console console) throws IOException {
    if (checkpoints != null) {
      Checkpoints.requireNew(checkpoints);
    }
    ImageDataSource source = images.source();
    ImageSet set = source.images();
    CDRLImageTrainerBuilder builder =
        CDRLImageTrainer.builder(set.height(), set.width(), set.channels());
    settings.applyTo(builder);
    return new PreparedImages(builder.build(), source, checkpoints);
  }
}
