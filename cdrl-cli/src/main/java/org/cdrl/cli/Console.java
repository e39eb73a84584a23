package org.cdrl.cli;

import java.io.PrintStream;

/**
 * Where a command talks to people and programs.
 *
 * @param out for results
 * @param err for everything said about them
 * @param quiet whether progress is not shown
 */
record Console(PrintStream out, PrintStream err, boolean quiet) {}
