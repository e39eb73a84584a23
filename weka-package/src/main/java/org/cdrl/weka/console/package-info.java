/**
 * Weka's command line: whether it is what asked for work, lines of progress, mistakes told without
 * stack traces, and files that are whole or as they were before.
 */
package org.cdrl.weka.console;
