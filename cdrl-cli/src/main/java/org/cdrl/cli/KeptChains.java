package org.cdrl.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cdrl.LongRun;
import org.cdrl.files.WholeFile;

/**
 * What long chains have done so far, in a form that a file keeps between two runs of the command.
 *
 * @param of which chains they are, in words
 * @param trace what was recorded along them
 * @param stops images of the chains at their stops, by the number of moves, [n][values] each
 * @param now where they stand
 */
record KeptChains(String of, List<Point> trace, Map<Integer, float[][]> stops, LongRun now) {
  /** JSON has the shortest decimals that lead back to the same bits. Chains may diverge. */
  private static final Gson GSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().serializeNulls().create();

  /**
   * A record of the chains.
   *
   * @param logDensity the mean over chains
   * @param acceptance share of the moves accepted since the record before
   */
  record Point(int moves, double logDensity, double acceptance) {
    static Point of(LongRun run) {
      double sum = 0;
      for (float value : run.logDensity()) {
        sum += value;
      }
      return new Point(run.moves(), sum / run.logDensity().length, run.acceptance());
    }
  }

  /** Chains before their first move. */
  static KeptChains begun(String of, LongRun start) {
    return new KeptChains(of, List.of(Point.of(start)), Map.of(0, start.rows()), start);
  }

  /**
   * Chains that a file keeps.
   *
   * @param of which chains they must be
   * @throws UsageException if they are others
   * @throws IOException if the file cannot be read or holds no chains
   */
  static KeptChains read(Path file, String of) throws UsageException, IOException {
    KeptChains kept;
    try {
      kept = GSON.fromJson(Files.readString(file), KeptChains.class);
    } catch (JsonParseException e) {
      throw new IOException(file + " is no file of long chains; name another one", e);
    }
    if (kept == null || kept.of == null || kept.now == null) {
      throw new IOException(file + " is no file of long chains; name another one");
    }
    if (!kept.of.equals(of)) {
      throw new UsageException(
          file
              + " keeps other chains ("
              + kept.of
              + ") than those asked for ("
              + of
              + "); name another file");
    }
    return kept;
  }

  void write(Path file) throws IOException {
    WholeFile.write(file, out -> out.write(GSON.toJson(this).getBytes(StandardCharsets.UTF_8)));
  }

  /** Images of the chains after so many moves: at a stop, or where they stand. */
  float[][] images(int moves) {
    return moves == now.moves() ? now.rows() : stops.get(moves);
  }

  /**
   * These chains and their next record.
   *
   * @param stop whether images are shown there
   */
  KeptChains and(LongRun next, boolean stop) {
    List<Point> longer = new ArrayList<>(trace);
    longer.add(Point.of(next));
    Map<Integer, float[][]> seen = new TreeMap<>(stops);
    if (stop) {
      seen.put(next.moves(), next.rows());
    }
    return new KeptChains(of, longer, seen, next);
  }
}
