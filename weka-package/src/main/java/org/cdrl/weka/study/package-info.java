/**
 * The work behind the Explorer's tab, without windows: a data set under study, training a model of
 * it, drawing rows, and what is to be seen of real and drawn rows.
 *
 * <p>Everything here blocks until it is done and ends when its thread is interrupted; {@code
 * org.cdrl.weka.view} runs it beside the event thread. May depend on {@code
 * org.cdrl.weka.instances} and {@code natives}, the engine's public API, and Weka's data and
 * filters; not on Swing or charts.
 */
package org.cdrl.weka.study;
