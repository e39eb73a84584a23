package org.cdrl.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.cdrl.CdrlModel;
import org.cdrl.Sampler;
import org.cdrl.Typicality;
import org.cdrl.image.FolderImages;
import org.cdrl.image.ImageRows;
import org.cdrl.image.ImageSet;
import org.cdrl.table.text.Count;
import org.cdrl.tribuo.CDRLImageModel;
import org.cdrl.tribuo.source.ImageFiles;

/**
 * Anomaly scores of images, as a table.
 *
 * @param images name of the set
 */
record ImageScores(Path model, String images, Destination out) {
  /** Images that the networks take together. */
  private static final int PIECE = 64;

  void write(Console console) throws IOException {
    if (CdrlModel.isModel(model)) {
      throw new IllegalArgumentException(
          model
              + " does not tell what images are usual, as imported models do not; train one with"
              + " 'cdrl train-images'");
    }
    try (CDRLImageModel of = CDRLImageModel.load(model);
        ImageSet set =
            ImageFiles.open(
                images,
                of.engine().config().imageArchitecture().size(),
                of.engine().config().imageArchitecture().channels())) {
      Typicality typicality = typicality(of);
      Sampler sampler = of.engine().sampler().batch(PIECE);
      ImageRows rows = new ImageRows(set, of.engine().config().imageArchitecture(), false);
      try (WorkProgress progress = new WorkProgress("Scoring images", set.size(), console)) {
        out.write(to -> write(set, rows, sampler, typicality, progress, to), console.out());
      }
      console.err().println("Wrote scores of " + Count.of(set.size(), "image") + " to " + out);
    }
  }

  /** What is usual, which files of models do not have whose training was interrupted twice. */
  private Typicality typicality(CDRLImageModel of) {
    try {
      return of.typicality();
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(model + ": " + e.getMessage(), e);
    }
  }

  private static void write(
      ImageSet set,
      ImageRows rows,
      Sampler sampler,
      Typicality typicality,
      WorkProgress progress,
      OutputStream to)
      throws IOException {
    CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    csv.writeRecord("image", ScoreCommand.SCORE, ScoreCommand.SHARE);
    for (int first = 0; first < set.size(); first += PIECE) {
      float[][] piece = rows.rows(first, Math.min(set.size(), first + PIECE));
      double[] scores = typicality.scores(Typicality.evidence(sampler, piece));
      for (int r = 0; r < scores.length; r++) {
        csv.writeRecord(
            name(set, first + r),
            NumberText.text(scores[r]),
            NumberText.text(typicality.scale().share(scores[r])));
      }
      progress.to(first + scores.length);
    }
    csv.flush();
  }

  /** The file of an image, or its number from 1 on. */
  private static String name(ImageSet set, int n) {
    return set instanceof FolderImages folder
        ? folder.files().get(n).toString()
        : Integer.toString(n + 1);
  }
}
