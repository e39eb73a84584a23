/**
 * Weka's command line: whether a command or a window asked for work, lines of progress, mistakes
 * without stack traces, and files that are whole or as they were before.
 *
 * <p>A command is told from a window by its thread. Output of TensorFlow is dropped, except for
 * commands that were typed into one of Weka's windows, whose streams stay as they are.
 */
package org.cdrl.weka.console;
