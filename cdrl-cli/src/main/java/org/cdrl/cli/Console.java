package org.cdrl.cli;

import java.io.PrintStream;

/**
 * Where a command talks to people and programs.
 *
 * @param out for results
 * @param err for everything said about them
 */
record Console(PrintStream out, PrintStream err) {}
