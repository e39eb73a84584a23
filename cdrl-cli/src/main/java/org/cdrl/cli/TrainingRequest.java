package org.cdrl.cli;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a command that trains is asked for.
 *
 * @param out where the model goes
 * @param preparation of the run
 */
record TrainingRequest(Path out, Preparation preparation) {
  /** What trains, and on what, before files are read. */
  interface Preparation {
    /**
     * Reads what was named.
     *
     * @throws UsageException for an option that does not go with it
     * @throws IOException if something cannot be read, saying so
     */
    PreparedTraining<?, ?> prepare(Console console) throws UsageException, IOException;
  }
}
