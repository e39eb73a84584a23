/**
 * Pictures and pages: of the demo, and of how good a synthetic table is.
 *
 * <p>May depend on XChart, AWT without a screen, Gson, the engine's public API, {@code
 * org.cdrl.table}, {@code org.cdrl.tribuo.table} and {@code org.cdrl.quality}.
 */
package org.cdrl.report;
