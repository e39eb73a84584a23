package org.cdrl.cli;

import java.io.IOException;
import org.cdrl.tribuo.ResumableTrainer;
import org.tribuo.ConfigurableDataSource;

/** Data that options name, for a trainer that comes from elsewhere. */
interface OptionedData {
  /**
   * Reads them.
   *
   * @param trainer whose type of outputs they are to have
   */
  ConfigurableDataSource<?> source(ResumableTrainer<?, ?> trainer) throws IOException;
}
