/**
 * The command line tool: one class per command, all started by {@link org.cdrl.tribuo.cli.Cdrl}.
 *
 * <p>May depend on Commons CLI, the progress bar, the engine's public API and the packages {@code
 * table}, {@code output}, {@code quality} and {@code report} beside it; nothing depends on this
 * one.
 */
package org.cdrl.tribuo.cli;
