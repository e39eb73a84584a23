/** The command line tool: one class per command, all started by {@link org.cdrl.cli.Cdrl}. */
package org.cdrl.cli;
