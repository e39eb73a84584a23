/**
 * The command line tool: one class per command, all started by {@link org.cdrl.cli.Cdrl}.
 *
 * <p>May depend on Commons CLI, the progress bar, Tribuo and OLCUT, the engine's public API and all
 * packages beside it; nothing depends on this one.
 */
package org.cdrl.cli;
