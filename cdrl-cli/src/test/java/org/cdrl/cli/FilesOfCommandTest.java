package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No command writes over what it reads. F in a line is the folder with the user's files. */
class FilesOfCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void userHasFiles() throws IOException {
    for (String name :
        new String[] {
          "t.csv",
          "h.csv",
          "m.cdrl",
          "c.xml",
          "x-images-idx3-ubyte",
          "x-labels-idx1-ubyte",
          "w.pth.tar",
          "mask.png",
          "r-measures.csv",
          "r-measures.json",
          "batch.bin"
        }) {
      Files.writeString(folder.resolve(name), "what the user has in " + name);
    }
    Files.createDirectories(folder.resolve("images/a"));
    Files.writeString(folder.resolve("images/a/1.png"), "an image");
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("state/training.xml"), "a state");
    Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("t.csv"));
    Files.createSymbolicLink(folder.resolve("linked"), folder);
    Files.createLink(folder.resolve("hard.csv"), folder.resolve("t.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --csv F/t.csv --out F/t.csv | the file that --csv reads",
        "train --csv F/t.csv --out F/state/../t.csv | the file that --csv reads",
        "train --csv F/t.csv --out F/link.csv | the file that --csv reads",
        "train --csv F/link.csv --out F/t.csv | the file that --csv reads",
        "train --csv F/t.csv --out F/hard.csv | the file that --csv reads",
        "train --csv F/t.csv --out F/linked/t.csv | the file that --csv reads",
        "train --csv F/t.csv --like F/m.cdrl --out F/m.cdrl | the file that --like reads",
        "train --config F/c.xml --trainer t --source s --out F/c.xml | that --config reads",
        "train --resume F/state --out F/state/training.xml | in the folder that --resume reads",
        "train-images --resume F/state --out F/state/invocation-0.cdrl | that --resume reads",
        "train --resume F/state --out F/state/invocation-0.cdrl | in the folder that --resume"
            + " reads",
        "train-images --images F/x-images-idx3-ubyte --out F/x-images-idx3-ubyte | that --images reads",
        "train-images --images F/x-images-idx3-ubyte --out F/x-labels-idx1-ubyte | that --images reads",
        "train-images --images F/images --out F/images/a/1.png | one of the files that --images reads",
        "train-images --images F/batch.bin --out F/batch.bin | one of the files that --images reads",
        "sample F/m.cdrl --out F/m.cdrl | the file that MODEL reads",
        "compose F/t.csv F/m.cdrl --out F/m.cdrl | the file that MODEL reads",
        "impute F/m.cdrl --csv F/t.csv --out F/t.csv | the file that --csv reads",
        "impute F/m.cdrl --csv F/t.csv --out F/m.cdrl | the file that MODEL reads",
        "score F/m.cdrl --csv F/t.csv --out F/m.cdrl | the file that MODEL reads",
        "classify F/m.cdrl --csv F/t.csv --out F/t.csv | the file that --csv reads",
        "info F/c.xml --as-config F/c.xml | the file that MODEL reads",
        "import F/w.pth.tar --out F/w.pth.tar | the file that CHECKPOINT reads",
        "export F/m.cdrl --out F/m.cdrl | the file that MODEL reads",
        "inpaint F/m.cdrl --images F/images --mask F/mask.png --out F/mask.png | --mask reads",
        "longrun F/m.cdrl --out F/a.png --curve F/m.cdrl | the file that MODEL reads",
        "longrun F/m.cdrl --out F/a.png --curve F/a.png | where --out writes",
        "train --csv F/t.csv --checkpoint F/state --out F/state/training.xml | where --checkpoint"
            + " writes",
        "evaluate --real F/t.csv --holdout F/h.csv --synthetic F/r-measures.csv --out F/r.html |"
            + " the file that --synthetic reads",
        "evaluate --real F/r-measures.json --holdout F/h.csv --synthetic F/t.csv --out F/r.html |"
            + " the file that --real reads"
      })
  void whatIsReadIsNotWritten(String line, String message) throws IOException {
    Map<String, String> before = contents();
    Tool.Result result = Tool.run((Object[]) line.replace("F/", folder + "/").split(" "));
    assertEquals(Cdrl.WRONG_USAGE, result.code(), result.err());
    assertTrue(result.err().contains(message), result.err());
    assertEquals(before, contents());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "longrun F/m.cdrl --out F/a.png --curve F/A.png",
        "sample F/m.cdrl --out F/M.cdrl"
      })
  void namesThatDifferInCaseAreOneFileWhereTheSystemSaysSo(String line) throws IOException {
    Map<String, String> before = contents();
    Tool.Result result = Tool.run((Object[]) line.replace("F/", folder + "/").split(" "));
    boolean refused = result.err().contains("name another file for it");
    assertEquals(Files.exists(folder.resolve("M.CDRL")), refused, result.err());
    assertEquals(before, contents());
  }

  @Test
  void earlierDemosAreReplacedAndOtherFilesAreNot() throws IOException {
    Files.writeString(folder.resolve("index.html"), "the user's page");
    Map<String, String> before = contents();
    Tool.Result result = Tool.run("demo", "--quick", "--out", folder);
    assertEquals(Cdrl.FAILURE, result.code(), result.err());
    assertTrue(result.err().contains("index.html is there"), result.err());
    assertEquals(before, contents());
  }

  private Map<String, String> contents() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(
                  file -> folder.relativize(file).toString(),
                  FilesOfCommandTest::text,
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
