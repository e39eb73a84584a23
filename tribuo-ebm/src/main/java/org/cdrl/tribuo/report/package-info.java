/**
 * Pictures and the page of the demo.
 *
 * <p>May depend on XChart, AWT without a screen, the engine's public API and the packages {@code
 * output} and {@code table} beside it.
 */
package org.cdrl.tribuo.report;
