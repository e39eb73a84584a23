package org.cdrl.weka.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weka's own windows with the tab in them, on a display that nobody sees. */
class WekaWindowsTest {
  @TempDir Path folder;

  @Tag("slow")
  @Test
  void explorerAndWorkbenchHaveTheTab() throws Exception {
    boolean found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "Xvfb")));
    assumeTrue(found, "Xvfb is not on the path: Weka's windows need a display");
    Process display =
        new ProcessBuilder(
                "Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String number =
          new BufferedReader(
                  new InputStreamReader(display.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      runOn(":" + number);
    } finally {
      display.destroy();
    }
  }

  private void runOn(String display) throws IOException, InterruptedException {
    Path log = Path.of("target", "weka-windows.log");
    ProcessBuilder windows =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            "--enable-native-access=ALL-UNNAMED",
            "-DWEKA_HOME=" + wekaHome(),
            "-Dweka.packageManager.offline=true",
            "-Dimages=" + System.getProperty("images", "target/images"),
            "-Dthorough=" + Boolean.getBoolean("thorough"),
            "-cp",
            System.getProperty("java.class.path"),
            WekaWindows.class.getName());
    windows.environment().put("DISPLAY", display);
    windows.redirectErrorStream(true).redirectOutput(log.toFile());
    Process running = windows.start();
    try {
      assertTrue(running.waitFor(60, TimeUnit.MINUTES), () -> "Not done in time:\n" + text(log));
      assertEquals(0, running.exitValue(), () -> text(log));
    } finally {
      running.destroyForcibly();
    }
  }

  /** A home of Weka with the package's registrations; its classes are on the class path. */
  private Path wekaHome() throws IOException {
    Path installed = folder.resolve("packages").resolve("cdrl");
    Files.createDirectories(installed);
    for (String props :
        new String[] {"Description.props", "Explorer.props", "PluginManager.props"}) {
      String text = Files.readString(Path.of("src", "main", "package", props));
      // The build fills in version, date and address.
      Files.writeString(installed.resolve(props), text.replaceAll("\\$\\{.*?}", "0.1.0"));
    }
    return folder;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
