/**
 * Pictures and pages: of the demo, and of how good a synthetic table is.
 *
 * <p>May depend on XChart, AWT without a screen, Gson, the engine's public API, {@code
 * org.cdrl.table} and the packages {@code output}, {@code table} and {@code quality} beside it.
 */
package org.cdrl.report;
